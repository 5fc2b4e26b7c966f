//! Seats, alternates and sub-bodies in words.

use serde_json::json;

use super::says;

#[test]
fn seats_of_an_organisation_a_sector_and_a_list() {
    says(
        json!({"key": "x", "provision": {"seats": {"group": {"key": "experts", "label": {"nb": "Fagfolk", "en": "Experts"}, "size": {"exactly": {"number": 2}}, "for": {"organisation": {"slug": "directorate"}}}}}, "modality": "SHALL"}),
        "Helsedirektoratet skal ha to plasser i rådet, i gruppen «Fagfolk».",
        "The Directorate of Health shall have two seats on the council, in the group “Experts”.",
    );
    says(
        json!({"key": "x", "provision": {"seats": {"group": {"key": "experts", "label": {"nb": "Fagfolk", "en": "Experts"}, "size": {"range": {"min": 3, "max": 5}}, "for": {"sector": {"sector": "municipal", "personal": true}}}}}, "modality": "SHOULD"}),
        "Kommunal sektor bør ha fra tre til fem plasser i rådet, med medlemmer som oppnevnes personlig, i gruppen «Fagfolk».",
        "The municipal sector should have from three to five seats on the council, with members appointed as individuals, in the group “Experts”.",
    );
    says(
        json!({"key": "x", "provision": {"seats": {"group": {"key": "experts", "label": {"nb": "Fagfolk", "en": "Experts"}, "size": {"perEntry": {"each": 1}}, "for": {"list": {"list": {"exhaustive": false, "entries": [{"label": {"nb": "Nordforsk", "en": "Nordforsk"}}, {"label": {"nb": "Sørforsk", "en": "Sørforsk"}, "from": "2020-01-02", "until": "2024-01-02"}], "instrument": {"title": {"nb": "Forskrift om råd", "en": "Regulation on councils"}, "decidedOn": "2019-12-01"}}, "sector": "municipal"}}}}}, "modality": "EXPECTED"}),
        "Blant andre Nordforsk og Sørforsk (fra 2. januar 2020, fram til 2. januar 2024) (etter listen i «Forskrift om råd» av 1. desember 2019) forventes å ha én plass i rådet hver, som del av kommunal sektor, i gruppen «Fagfolk».",
        "Nordforsk and Sørforsk (from 2 January 2020, until 2 January 2024), among others, (from the list in “Regulation on councils” of 1 December 2019) are expected to have one seat on the council each, as part of the municipal sector, in the group “Experts”.",
    );
    says(
        json!({"key": "x", "provision": {"seats": {"group": {"key": "experts", "label": {"nb": "Fagfolk", "en": "Experts"}, "size": {"atMost": {"number": 4}}, "for": {"list": {"list": {"exhaustive": true, "entries": [], "instrument": {"title": {"nb": "Listen", "en": "The list"}}}}}, "class": "NON_VOTING"}}}, "modality": "MAY"}),
        "De som står på listen i «Listen», kan til sammen ha høyst fire plasser i rådet, uten stemmerett, i gruppen «Fagfolk».",
        "Those on the list in “The list” may between them have at most four seats on the council, without a vote, in the group “Experts”.",
    );
}

#[test]
fn seats_that_come_with_an_office_or_are_personal() {
    says(
        json!({"key": "x", "provision": {"seats": {"group": {"key": "experts", "label": {"nb": "Fagfolk", "en": "Experts"}, "size": {"exactly": {"number": 1}}, "for": {"office": {"body": {"organisation": {"slug": "directorate"}}, "office": "director", "orDelegate": true}}, "role": "CHAIR"}}}, "modality": "SHALL"}),
        "Den som er direktør i Helsedirektoratet, eller den vedkommende sender i sitt sted, skal ha én plass i rådet, med vervet som leder, så lenge vedkommende er direktør, i gruppen «Fagfolk».",
        "Whoever is director of the Directorate of Health, or whoever is sent instead, shall have one seat on the council, with the office of chair, for as long as they are director, in the group “Experts”.",
    );
    says(
        json!({"key": "x", "provision": {"seats": {"group": {"key": "experts", "label": {"nb": "Fagfolk", "en": "Experts"}, "size": {"exactly": {"number": 13}}, "for": {"personal": {"capacity": "researcher"}}, "subBody": "committee", "class": "HONORARY"}}}, "modality": "NORMALLY"}),
        "Gruppen «Fagfolk» skal normalt ha 13 plasser i arbeidsutvalget, med æresmedlemskap, for medlemmer som oppnevnes personlig, i egenskap av forsker.",
        "The group “Experts” shall normally have 13 seats on the Working Committee, with honorary membership, for members appointed as individuals, in the capacity of researcher.",
    );
    says(
        json!({"key": "x", "provision": {"seats": {"group": {"key": "experts", "label": {"nb": "Fagfolk", "en": "Experts"}, "size": {"exactly": {"number": 1}}, "for": {"organisation": {"slug": "union"}}, "role": "OBSERVER", "class": "OBSERVER"}}}, "modality": "BY_DEFAULT"}),
        "Legeforeningen skal i utgangspunktet ha én plass i rådet, med rollen som observatør, i gruppen «Fagfolk».",
        "The Medical Association shall by default have one seat on the council, in the role of observer, in the group “Experts”.",
    );
}

#[test]
fn every_way_to_count_seats() {
    says(
        json!({"key": "x", "provision": {"seats": {"group": {"key": "experts", "label": {"nb": "Fagfolk", "en": "Experts"}, "size": {"decided": {"by": {"organisation": {"slug": "directorate"}}, "min": 2, "max": 6, "number": 4, "instrument": {"title": {"nb": "Vedtak", "en": "Decision"}, "decidedOn": "2021-05-17"}}}, "for": {"organisation": {"slug": "union"}}}}}, "modality": "SHALL"}),
        "Legeforeningen skal ha så mange plasser i rådet som Helsedirektoratet bestemmer, minst to og høyst seks, for tiden fire, etter «Vedtak» av 17. mai 2021, i gruppen «Fagfolk».",
        "The Medical Association shall have as many seats on the council as the Directorate of Health decides, at least two and at most six, at present four, according to “Decision” of 17 May 2021, in the group “Experts”.",
    );
    says(
        json!({"key": "x", "provision": {"seats": {"group": {"key": "experts", "label": {"nb": "Fagfolk", "en": "Experts"}, "size": {"remainder": {}}, "for": {"personal": {}}}}}, "modality": "SHALL"}),
        "Gruppen «Fagfolk» skal ha de plassene i rådet som de andre gruppene ikke bruker, for medlemmer som oppnevnes personlig.",
        "The group “Experts” shall have the seats on the council that the other groups leave, for members appointed as individuals.",
    );
    says(
        json!({"key": "x", "provision": {"seats": {"group": {"key": "experts", "label": {"nb": "Fagfolk", "en": "Experts"}, "size": {"remainder": {"after": ["directorate", "municipalities"]}}, "for": {"personal": {}}}}}, "modality": "SHALL"}),
        "Gruppen «Fagfolk» skal ha de plassene i rådet som er igjen når gruppene «Direktoratet» og «Kommuner» har fått sine, for medlemmer som oppnevnes personlig.",
        "The group “Experts” shall have the seats on the council that are left when the groups “Direktoratet” and “Municipalities” have been served, for members appointed as individuals.",
    );
    says(
        json!({"key": "x", "provision": {"seats": {"group": {"key": "experts", "label": {"nb": "Fagfolk", "en": "Experts"}, "size": {"share": {"share": {"parts": 2, "of": 5, "moreThan": false}, "rounding": "UP"}}, "for": {"organisation": {"slug": "union"}}}}}, "modality": "SHALL"}),
        "Legeforeningen skal ha to femdeler av plassene i rådet, rundet opp, i gruppen «Fagfolk».",
        "The Medical Association shall have two fifths of the seats on the council, rounded up, in the group “Experts”.",
    );
    says(
        json!({"key": "x", "provision": {"seats": {"group": {"key": "experts", "label": {"nb": "Fagfolk", "en": "Experts"}, "size": {"formula": {"measure": "inhabitants", "body": {"organisation": {"slug": "directorate"}}, "value": 53000, "countedOn": "2020-01-01", "divisor": 10000, "rounding": "DOWN", "added": 2, "floor": 3, "ceiling": 10}}, "for": {"organisation": {"slug": "union"}}}}}, "modality": "SHALL"}),
        "Legeforeningen skal ha én plass i rådet per 10 000 innbyggere i Helsedirektoratet, rundet ned, pluss to plasser, minst tre og høyst ti (talt til 53 000 den 1. januar 2020), i gruppen «Fagfolk».",
        "The Medical Association shall have one seat on the council for every 10,000 inhabitants in the Directorate of Health, rounded down, plus two seats, at least three and at most ten (counted as 53,000 on 1 January 2020), in the group “Experts”.",
    );
}

#[test]
fn rotation_deferral_total_and_sub_body() {
    says(
        json!({"key": "x", "provision": {"seats": {"group": {"key": "experts", "label": {"nb": "Fagfolk", "en": "Experts"}, "size": {"exactly": {"number": 1}}, "for": {"personal": {}}, "rotation": {"order": [{"organisation": {"slug": "directorate"}}, {"organisation": {"slug": "union"}}], "each": "P1Y", "from": "2020-01-02"}, "deferred": {"until": "2021-01-01", "event": {"nb": "Loven har trådt i kraft.", "en": "The act is in force."}}}}}, "modality": "SHALL"}),
        "Gruppen «Fagfolk» skal ha én plass i rådet, for medlemmer som oppnevnes personlig; plassene skal gå på omgang mellom Helsedirektoratet og Legeforeningen i denne rekkefølgen, ett år hver, regnet fra 2. januar 2020; plassene opprettes 1. januar 2021 når dette har skjedd: Loven har trådt i kraft.",
        "The group “Experts” shall have one seat on the council, for members appointed as individuals; the seats shall go round among the Directorate of Health and the Medical Association in this order, one year each, counted from 2 January 2020; the seats are created on 1 January 2021 once this has happened: The act is in force.",
    );
    says(
        json!({"key": "x", "provision": {"seats": {"total": {"exactly": {"number": 16}}}}, "modality": "SHALL"}),
        "Rådet skal ha 16 plasser i alt.",
        "The council shall have 16 seats in all.",
    );
    says(
        json!({"key": "x", "provision": {"seats": {"subBody": {"key": "committee", "label": {"nb": "Arbeidsutvalget", "en": "Working Committee"}}, "total": {"exactly": {"number": 5}}}}, "modality": "SHALL", "appliesTo": {"subBody": "committee"}}),
        "Rådet skal ha et eget organ i seg: Arbeidsutvalget; arbeidsutvalget skal ha fem plasser i alt.",
        "The council shall have a body of its own within it: the Working Committee; the Working Committee shall have five seats in all.",
    );
}

#[test]
fn alternates() {
    says(
        json!({"key": "x", "provision": {"seats": {"alternates": {"number": 1, "fixed": true, "acts": "AT_NEED", "byAgreement": true}}}, "modality": "MAY"}),
        "Medlemmene kan ha ett fast varamedlem hver, som møter når det trengs og det er avtalt på forhånd.",
        "The members may have one fixed deputy each, who attends when there is a need and it has been agreed beforehand.",
    );
    says(
        json!({"key": "x", "provision": {"seats": {"alternates": {"number": 1, "mandatory": true, "votes": true}}}, "modality": "SHALL", "appliesTo": {"groups": ["union"]}}),
        "Medlemmet fra Legeforeningen skal ha ett varamedlem, som møter når medlemmet er borte, med stemmerett.",
        "The member from the Medical Association shall have one deputy, who attends when the member is absent, with a vote.",
    );
    says(
        json!({"key": "x", "provision": {"seats": {"alternates": {"number": 3, "shared": true, "acts": "WHEN_BARRED", "votes": false}}}, "modality": "NORMALLY", "appliesTo": {"groups": ["municipalities"]}}),
        "Medlemmene i gruppen «Kommuner» skal normalt kunne ha tre varamedlemmer sammen, i fast rekkefølge, som møter når medlemmet er inhabilt, uten stemmerett.",
        "The members in the group “Municipalities” shall normally be able to have three deputies between them, in a fixed order, who attend when the member is barred from an item, without a vote.",
    );
    says(
        json!({"key": "x", "provision": {"seats": {"alternates": {"number": 0}}}, "modality": "SHALL", "appliesTo": {"classes": ["OBSERVER"]}}),
        "Observatørene skal ikke ha vara.",
        "The observers shall not have deputies.",
    );
    says(
        json!({"key": "x", "provision": {"seats": {"alternates": {"number": 2, "mandatory": true, "acts": "WHILE_VACANT"}}}, "modality": "SHALL"}),
        "Medlemmene skal ha to varamedlemmer hver, som møter mens plassen er ledig.",
        "The members shall have two deputies each, who attend while the seat is vacant.",
    );
}
