use super::*;

#[test]
fn only_a_hash_has_a_place() {
    let council = CouncilId(uuid::Uuid::from_u128(7));
    let hash = "0f".repeat(32);
    let place = kept(council, &hash).unwrap().to_string();
    assert_eq!(place, format!("papers/{}/{hash}", council.0.simple()));
    let capital = hash.to_uppercase();
    for wrong in ["", "../../etc/passwd", &hash[1..], capital.as_str(), &format!("{}/../x", &hash[5..])] {
        assert!(kept(council, wrong).is_none(), "{wrong}");
    }
}
