//! What pages promise: no entry twice, none left out, whatever happens to the list in between.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::domain::text::Lang;

fn place(number: i64) -> Place {
    Place::by_number(Some(number), Uuid::from_u128(u128::from(number.unsigned_abs())))
}

fn places(numbers: impl IntoIterator<Item = i64>) -> Vec<Place> {
    numbers.into_iter().map(place).collect()
}

fn cut(list: &[Place], page: &Page, descending: bool) -> Connection<i64> {
    let cut = Cut::of(page, list, descending, |place| place);
    let entries: Vec<_> = list[cut.range.clone()].iter().map(|p| (p, p.number().unwrap_or_default())).collect();
    Connection::of_cut(page, &cut, entries)
}

#[test]
fn a_page_is_20_at_first_and_100_at_most() {
    assert_eq!(Page::of(List::Cases, None, None, None, None).unwrap().window().limit, 21);
    assert!(Page::of(List::Cases, Some(100), None, None, None).is_ok());
    assert!(Page::of(List::Cases, Some(0), None, None, None).is_ok());
    for wrong in
        [Page::of(List::Cases, Some(101), None, None, None), Page::of(List::Cases, None, None, Some(1_000), None)]
    {
        assert!(wrong.unwrap_err().message.contains("100"));
    }
    assert!(Page::of(List::Cases, Some(-1), None, None, None).is_err());
    assert!(Page::of(List::Cases, Some(1), None, Some(1), None).is_err());
}

#[test]
fn a_cursor_of_another_list_is_refused() {
    let cursor = place(4).encode(List::Cases.into());
    assert!(Page::of(List::Cases, None, Some(&cursor), None, None).is_ok());
    for other in [List::Papers.into(), List::Cases.ordered(1), List::Cases.in_lang(Lang::En)] {
        assert!(Page::of(other, None, Some(&cursor), None, None).is_err(), "{other:?}");
    }
    for wrong in ["", "4", "*", &"A".repeat(5_000)] {
        assert!(Page::of(List::Cases, None, Some(wrong), None, None).is_err(), "{wrong}");
    }
}

#[test]
fn an_entry_added_in_front_does_not_shift_the_next_page() {
    let first = cut(&places([10, 20, 30, 40]), &Page::of(List::Cases, Some(2), None, None, None).unwrap(), false);
    let (_, end) = first.info().ends();
    let page = Page::of(List::Cases, Some(2), end, None, None).unwrap();
    let next = cut(&places([5, 10, 20, 30, 40]), &page, false);
    assert_eq!(next.into_nodes().collect::<Vec<_>>(), [30, 40]);
}

#[test]
fn a_cursor_whose_entry_is_gone_still_has_its_place() {
    let page = Page::of(List::Cases, Some(2), Some(&place(20).encode(List::Cases.into())), None, None).unwrap();
    let next = cut(&places([10, 30, 40]), &page, false);
    assert_eq!(next.info().has(), (true, false));
    assert_eq!(next.into_nodes().collect::<Vec<_>>(), [30, 40]);
}

#[test]
fn rows_of_a_database_make_the_same_page() {
    let page = Page::of(List::Cases, None, None, Some(2), Some(&place(9).encode(List::Cases.into()))).unwrap();
    assert_eq!((page.window().limit, page.window().backward), (3, true));
    let rows: Vec<_> = places([7, 6, 5]).into_iter().map(|p| (p.clone(), p.number().unwrap())).collect();
    let made = Connection::of_rows(&page, rows, 9);
    assert_eq!(made.info().has(), (true, true));
    assert_eq!(made.into_nodes().collect::<Vec<_>>(), [6, 7]);
}

#[test]
fn numbers_sort_as_numbers_and_none_comes_last() {
    let mut sorted = [Place::by_number(None, Uuid::nil()), place(3), place(-2), place(300)];
    sorted.sort();
    assert_eq!(sorted.iter().map(Place::number).collect::<Vec<_>>()[..3], [Some(-2), Some(3), Some(300)]);
}

proptest! {
    #[test]
    fn walking_forward_and_backward_meets_every_entry_once(
        numbers in proptest::collection::btree_set(-500_i64..500, 0..60), size in 1_i32..20, descending: bool,
    ) {
        let mut list = places(numbers);
        if descending {
            list.reverse();
        }
        let all: Vec<i64> = list.iter().filter_map(Place::number).collect();
        let (mut forward, mut cursor) = (Vec::new(), None);
        loop {
            let page = Page::of(List::Cases, Some(size), cursor.as_deref(), None, None).unwrap();
            let made = cut(&list, &page, descending);
            let (more, end) = (made.info().has().1, made.info().ends().1.map(str::to_owned));
            forward.extend(made.into_nodes());
            if !more { break; }
            cursor = end;
        }
        prop_assert_eq!(&forward, &all);
        let (mut backward, mut cursor) = (Vec::new(), None);
        loop {
            let page = Page::of(List::Cases, None, None, Some(size), cursor.as_deref()).unwrap();
            let made = cut(&list, &page, descending);
            let (more, start) = (made.info().has().0, made.info().ends().0.map(str::to_owned));
            backward.splice(0..0, made.into_nodes());
            if !more { break; }
            cursor = start;
        }
        prop_assert_eq!(&backward, &all);
    }
}
