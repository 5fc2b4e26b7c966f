//! Terms, representation, requirements, posts and procedures in words.

use serde_json::json;

use super::says;

#[test]
fn terms() {
    says(
        json!({"key": "x", "provision": {"term": {"length": "P4Y", "renewal": {"allowed": true}}}, "modality": "BY_DEFAULT"}),
        "Medlemmene skal i utgangspunktet sitte i fire år; de kan gjenoppnevnes.",
        "The members shall by default serve for four years; they may be reappointed.",
    );
    says(
        json!({"key": "x", "provision": {"term": {"length": "P2Y", "anchor": "COMMON_CYCLE", "cycleStart": "2020-01-01", "renewal": {"allowed": true, "atMost": 2, "length": "P18M"}, "limits": [{"counted": "TOTAL", "terms": 2, "duration": "P8Y"}, {"counted": "CONSECUTIVE", "terms": 1}, {"counted": "IN_WINDOW", "duration": "P6Y", "window": "P12Y"}]}}, "modality": "SHALL"}),
        "Medlemmene skal sitte i to år, i en periode som er felles for alle, regnet fra 1. januar 2020; de kan gjenoppnevnes høyst to ganger for 18 måneder om gangen; ingen skal sitte i mer enn to perioder eller åtte år til sammen; ingen skal sitte i mer enn én periode på rad; ingen skal sitte i mer enn seks år i løpet av tolv år.",
        "The members shall serve for two years, in a cycle that all share, counted from 1 January 2020; they may be reappointed at most twice for 18 months at a time; nobody shall serve for more than two terms or eight years in all; nobody shall serve for more than one term in a row; nobody shall serve for more than six years within twelve years.",
    );
    says(
        json!({"key": "x", "provision": {"term": {"atMost": "P6Y", "anchor": "YEAR_END", "staggering": {"share": {"parts": 1, "of": 3, "moreThan": false}, "every": "P2Y"}, "onVacancy": "REMAINDER", "holdsOver": true, "coolingOff": "P1Y6M"}}, "modality": "NORMALLY", "appliesTo": {"groups": ["union"]}}),
        "Medlemmet fra Legeforeningen skal normalt sitte i høyst seks år, fram til årets slutt; en tredel av plassene skal normalt fylles på nytt hvert andre år; den som overtar underveis, skal normalt sitte ut perioden; avtroppende medlemmer skal normalt bli sittende til etterfølgeren er på plass; den som har sittet sin siste periode, kan ikke komme tilbake før det har gått 18 måneder.",
        "The member from the Medical Association shall normally serve for at most six years, up to the end of that year; one third of the seats shall normally be filled anew every two years; whoever takes over a seat in mid-term shall normally serve what is left of the term; outgoing members shall normally stay until a successor is in place; whoever has served a last term may not come back before 18 months have passed.",
    );
    says(
        json!({"key": "x", "provision": {"term": {"renewal": {"allowed": false}, "onVacancy": "FRESH_TERM", "holdsOver": false}}, "modality": "SHOULD"}),
        "Medlemmene bør ikke gjenoppnevnes; den som overtar underveis, bør få en hel periode; avtroppende medlemmer bør gå av når perioden er slutt, også om ingen etterfølger er på plass.",
        "The members should not be reappointed; whoever takes over a seat in mid-term should serve a full term; outgoing members should leave when the term ends, even if no successor is in place.",
    );
    says(
        json!({"key": "x", "provision": {"term": {"until": {"kind": "WHILE_IN_OFFICE"}}}, "modality": "SHALL"}),
        "Medlemmene skal sitte så lenge vervet som gir plassen, varer.",
        "The members shall serve for as long as they hold the office that the seat comes with.",
    );
    says(
        json!({"key": "x", "provision": {"term": {"until": {"kind": "DATE", "date": "2024-01-02"}}}, "modality": "SHALL"}),
        "Medlemmene skal sitte fram til 2. januar 2024.",
        "The members shall serve until 2 January 2024.",
    );
    says(
        json!({"key": "x", "provision": {"term": {"until": {"kind": "EVENT", "event": {"nb": "Rapporten er levert.", "en": "The report is delivered."}}}}, "modality": "SHALL"}),
        "Medlemmene skal sitte inntil dette skjer: Rapporten er levert.",
        "The members shall serve until this happens: The report is delivered.",
    );
    says(
        json!({"key": "x", "provision": {"term": {"until": {"kind": "SESSION", "event": {"nb": "valgperioden", "en": "the electoral period"}}}}, "modality": "SHALL"}),
        "Medlemmene skal sitte til slutten av valgperioden.",
        "The members shall serve until the end of the electoral period.",
    );
    says(
        json!({"key": "x", "provision": {"term": {"until": {"kind": "WITH_MANDATE"}}}, "modality": "SHALL"}),
        "Medlemmene skal sitte så lenge mandatet gjelder.",
        "The members shall serve for as long as the mandate is in force.",
    );
    says(
        json!({"key": "x", "provision": {"term": {"until": {"kind": "AT_PLEASURE"}}}, "modality": "SHALL"}),
        "Medlemmene skal sitte så lenge den som oppnevner, vil.",
        "The members shall serve for as long as whoever appoints wishes.",
    );
    says(
        json!({"key": "x", "provision": {"term": {"coolingOff": "P2Y"}}, "modality": "EXPECTED"}),
        "Den som har sittet sin siste periode, forventes ikke å komme tilbake før det har gått to år.",
        "Whoever has served a last term is expected not to come back before two years have passed.",
    );
    says(
        json!({"key": "x", "provision": {"term": {}}, "modality": "SHALL"}),
        "Medlemmene skal sitte i en periode som mandatet ikke gir noen lengde.",
        "The members shall serve for a term whose length the mandate does not give.",
    );
}

#[test]
fn representation() {
    says(
        json!({"key": "x", "provision": {"representation": {"represents": "ORGANISATION", "alsoWhole": true}}, "modality": "SHALL"}),
        "Medlemmene skal representere sin egen virksomhet og ha helheten for øye.",
        "The members shall represent their own organisation and keep the whole in view.",
    );
    says(
        json!({"key": "x", "provision": {"representation": {"represents": "SECTOR", "sectors": ["municipal"], "onBehalfOf": [{"kind": {"label": {"nb": "kommunene", "en": "the municipalities"}, "sector": "municipal"}}], "canCommit": false, "notOwnEmployer": true}}, "modality": "SHALL", "appliesTo": {"groups": ["municipalities"]}}),
        "Medlemmene i gruppen «Kommuner» skal representere kommunal sektor som helhet, uttale seg på vegne av kommunene og tale for flere enn sin egen arbeidsgiver; de kan ikke forplikte dem som de representerer.",
        "The members in the group “Municipalities” shall represent the municipal sector as a whole, speak on behalf of the municipalities and speak for more than their own employer; they cannot commit those for whom they speak.",
    );
    says(
        json!({"key": "x", "provision": {"representation": {"canCommit": true}}, "modality": "MAY", "appliesTo": {"groups": ["union"]}}),
        "Medlemmet fra Legeforeningen kan forplikte dem som vedkommende representerer.",
        "The member from the Medical Association may commit those for whom they speak.",
    );
    says(
        json!({"key": "x", "provision": {"representation": {"represents": "NOMINATOR", "canCommit": true}}, "modality": "EXPECTED", "appliesTo": {"groups": ["union"]}}),
        "Medlemmet fra Legeforeningen forventes å representere den som har foreslått vedkommende; vedkommende kan forplikte dem som vedkommende representerer.",
        "The member from the Medical Association is expected to represent whoever nominated them; they may commit those for whom they speak.",
    );
    says(
        json!({"key": "x", "provision": {"representation": {"represents": "PERSONAL"}}, "modality": "SHALL"}),
        "Medlemmene skal delta som enkeltpersoner og ikke på vegne av andre.",
        "The members shall take part as individuals and not on behalf of others.",
    );
    says(
        json!({"key": "x", "provision": {"representation": {"represents": "PUBLIC"}}, "modality": "SHOULD", "appliesTo": {"classes": ["VOTING", "NON_VOTING"], "holders": "MEMBERS"}}),
        "Medlemmene med stemmerett og medlemmene uten stemmerett (ikke vara) bør representere allmennheten.",
        "The members with a vote and the members without a vote (not deputies) should represent the public.",
    );
    says(
        json!({"key": "x", "provision": {"representation": {"canCommit": false}}, "modality": "SHALL", "appliesTo": {"holders": "ALTERNATES"}}),
        "Varamedlemmene kan ikke forplikte dem som de representerer.",
        "The deputies cannot commit those for whom they speak.",
    );
}

#[test]
fn requirements() {
    says(
        json!({"key": "x", "provision": {"requirement": {"quantifier": {"kind": "EVERY"}, "predicate": {"fact": {"attribute": "qualification", "comparison": "IS", "values": ["general-practitioner"]}}}}, "modality": "SHALL", "appliesTo": {"groups": ["union"]}}),
        "Medlemmet fra Legeforeningen skal være fastlege.",
        "The member from the Medical Association shall be a general practitioner.",
    );
    says(
        json!({"key": "x", "provision": {"requirement": {"quantifier": {"kind": "EVERY"}, "predicate": {"fact": {"attribute": "holder-level", "comparison": "IS", "values": ["top"]}}, "tested": "AT_SELECTION"}}, "modality": "SHALL", "appliesTo": {"except": ["municipalities"]}}),
        "Medlemmene (bortsett fra dem i gruppen «Kommuner») skal høre til toppledelsen ved utvelgelsen.",
        "The members (except those in the group “Municipalities”) shall belong to the top management at the time of selection.",
    );
    says(
        json!({"key": "x", "provision": {"requirement": {"quantifier": {"kind": "AT_LEAST", "howMany": {"share": {"parts": 40, "of": 100, "moreThan": false}}}, "predicate": {"all": {"of": [{"fact": {"attribute": "gender", "comparison": "IS", "values": ["woman"]}}, {"not": {"of": {"fact": {"attribute": "employer", "comparison": "IS", "values": ["directorate"], "nowOrBefore": true}}}}]}}}}, "modality": "SHOULD"}),
        "Minst 40 prosent av medlemmene bør være kvinner og ikke være ansatt i Helsedirektoratet (nå eller tidligere).",
        "At least 40 per cent of the members should be women and not be employed by the Directorate of Health (now or formerly).",
    );
    says(
        json!({"key": "x", "provision": {"requirement": {"quantifier": {"kind": "NONE"}, "predicate": {"any": {"of": [{"fact": {"attribute": "employer", "comparison": "IS_REPRESENTED"}}, {"fact": {"attribute": "age", "comparison": "AT_LEAST", "values": ["70"]}}]}}, "tested": "ON_OCCASION"}}, "modality": "SHALL"}),
        "Ingen av medlemmene skal være ansatt i virksomheten som plassen representerer eller være minst 70 år hver gang de opptrer for rådet.",
        "None of the members shall be employed by the body that the seat represents or be at least 70 years old whenever they act for the council.",
    );
    says(
        json!({"key": "x", "provision": {"requirement": {"quantifier": {"kind": "EXACTLY", "howMany": {"number": 1}}, "predicate": {"fact": {"attribute": "field", "comparison": "IS", "values": ["medicine", "law"]}}, "onlyIf": {"fact": {"attribute": "employer", "comparison": "IS_NOT_REPRESENTED"}}}}, "modality": "NORMALLY"}),
        "Nøyaktig ett av medlemmene skal normalt ha medisin eller juss som fagområde; dette gjelder bare dem som ikke er ansatt i virksomheten som plassen representerer.",
        "Exactly one of the members shall normally have medicine or law as field; this holds only for those who are not employed by the body that the seat represents.",
    );
    says(
        json!({"key": "x", "provision": {"requirement": {"quantifier": {"kind": "AT_MOST", "howMany": {"number": 3, "share": {"parts": 1, "of": 2, "moreThan": false}}}, "predicate": {"fact": {"attribute": "nationality", "comparison": "IS_KNOWN"}}}}, "modality": "SHALL"}),
        "Høyst tre av medlemmene (og uansett høyst halvparten av medlemmene) skal ha oppgitt statsborgerskap.",
        "At most three of the members (and in any case at most half of the members) shall have stated their nationality.",
    );
    says(
        json!({"key": "x", "provision": {"requirement": {"quantifier": {"kind": "BY_SIZE", "table": [{"from": 2, "to": 3, "atLeast": {"number": 1}}, {"from": 4, "to": 5, "atLeast": {"number": 2}}, {"from": 6, "to": 8, "atLeast": {"number": 3}}, {"from": 9, "to": 9, "atLeast": {"number": 4}}, {"from": 10, "atLeast": {"share": {"parts": 40, "of": 100, "moreThan": false}}}]}, "predicate": {"fact": {"attribute": "gender", "comparison": "IS_KNOWN"}}, "apartFor": "PUBLIC_APPOINTER"}}, "modality": "SHALL"}),
        "Medlemmene skal fordele seg slik etter kjønn: minst én av hver når de er to eller tre, minst to av hver når de er fire eller fem, minst tre av hver når de er fra seks til åtte, minst fire av hver når de er ni og minst 40 prosent av hver når de er ti eller flere; dette regnes særskilt for hver offentlige oppnevnende myndighet.",
        "The members shall be spread by gender as follows: at least one of each when they are two or three, at least two of each when they are four or five, at least three of each when they are six to eight, at least four of each when they are nine and at least 40 per cent of each when they are ten or more; this is counted separately for each public appointing authority.",
    );
    says(
        json!({"key": "x", "provision": {"requirement": {"quantifier": {"kind": "BALANCED"}, "predicate": {"fact": {"attribute": "gender", "comparison": "IS", "values": ["woman", "man"]}}}}, "modality": "SHOULD"}),
        "Medlemmene bør fordele seg så jevnt som mulig etter kjønn (kvinne og mann).",
        "The members should be spread as evenly as possible by gender (woman and man).",
    );
    says(
        json!({"key": "x", "provision": {"requirement": {"quantifier": {"kind": "ALTERNATING"}, "predicate": {"fact": {"attribute": "field", "comparison": "IS_KNOWN"}}}}, "modality": "SHOULD", "appliesTo": {"posts": ["chair"]}}),
        "Rådets leder bør veksle etter fagområde fra én innehaver til den neste.",
        "The chair of the council should alternate by field from one holder to the next.",
    );
    says(
        json!({"key": "x", "provision": {"requirement": {"quantifier": {"kind": "EACH_VALUE"}, "predicate": {"fact": {"attribute": "field", "comparison": "IS", "values": ["medicine", "law"]}}}}, "modality": "SHALL", "appliesTo": {"council": "lower"}}),
        "Medlemmene i Fagrådet skal til sammen dekke medisin og juss (fagområde), med minst én for hver.",
        "The members on the Expert Council shall between them cover medicine and law (field), with at least one for each.",
    );
    says(
        json!({"key": "x", "provision": {"requirement": {"quantifier": {"kind": "EACH_VALUE"}, "predicate": {"fact": {"attribute": "field", "comparison": "IS_KNOWN"}}, "apartFor": "GROUP"}}, "modality": "SHALL"}),
        "Medlemmene skal omfatte minst én av hvert slag når de deles inn etter fagområde, regnet særskilt for hver gruppe av plasser.",
        "The members shall include at least one of each kind when they are grouped by field, counted separately for each group of seats.",
    );
}

#[test]
fn posts() {
    says(
        json!({"key": "x", "provision": {"post": {"post": "chair", "filledBy": {"organisation": {"by": {"organisation": {"slug": "directorate"}}}}, "from": ["directorate"]}}, "modality": "SHALL"}),
        "Rådets leder skal komme fra Helsedirektoratet.",
        "The chair of the council shall come from the Directorate of Health.",
    );
    says(
        json!({"key": "x", "provision": {"post": {"post": "chair", "filledBy": {"seat": {"group": "directorate"}}}}, "modality": "SHALL"}),
        "Rådets leder skal være den som har plassen fra Helsedirektoratet.",
        "The chair of the council shall be whoever holds the seat from the Directorate of Health.",
    );
    says(
        json!({"key": "x", "provision": {"post": {"post": "vice-chair", "number": 2, "filledBy": {"steps": {"steps": [{"act": "ELECT", "by": [{"part": {"part": "MEMBERS"}}], "threshold": {"share": {"parts": 1, "of": 2, "moreThan": true}}}]}}, "from": ["municipalities"], "term": {"length": "P1Y", "renewal": {"allowed": true, "atMost": 1}}}}, "modality": "NORMALLY"}),
        "Medlemmene skal normalt velge de to som har vervet som nestleder blant medlemmene i gruppen «Kommuner» med mer enn halvparten av stemmene; de to som har vervet som nestleder, skal normalt sitte i ett år; de kan gjenoppnevnes høyst én gang.",
        "The members shall normally elect the two holders of the post of vice-chair from among the members in the group “Municipalities” with more than half of the votes; the two holders of the post of vice-chair shall normally serve for one year; they may be reappointed at most once.",
    );
    says(
        json!({"key": "x", "provision": {"post": {"post": "chair", "filledBy": {"rotation": {"order": [{"group": {"group": "directorate"}}, {"group": {"group": "municipalities"}}], "each": "P6M"}}, "from": ["directorate", "municipalities"]}}, "modality": "SHALL"}),
        "Vervet som leder skal gå på omgang mellom medlemmene fra Helsedirektoratet og medlemmene i gruppen «Kommuner» i denne rekkefølgen, seks måneder hver; rådets leder skal velges blant medlemmene fra Helsedirektoratet og i gruppen «Kommuner».",
        "The post of chair shall go round among the members from the Directorate of Health and the members in the group “Municipalities” in this order, six months each; the chair of the council shall be chosen from among the members from the Directorate of Health and in the group “Municipalities”.",
    );
}

#[test]
fn procedures() {
    says(
        json!({"key": "x", "provision": {"procedure": {"steps": [{"act": "NOMINATE", "by": [{"organisation": {"slug": "union"}}, {"organisation": {"slug": "directorate"}}], "needs": "ANY_OF", "candidatesPerSeat": 2, "within": "P2M"}, {"act": "APPOINT", "by": [{"organisation": {"slug": "ministry"}}], "criteria": ["capacity", "competence"], "within": "P1M", "otherwise": [{"organisation": {"slug": "directorate"}}]}, {"act": "NOTIFY", "by": [{"part": {"part": "PUBLIC"}}]}]}}, "modality": "SHALL", "appliesTo": {"groups": ["municipalities"]}}),
        "Legeforeningen eller Helsedirektoratet skal foreslå medlemmene i gruppen «Kommuner» med to kandidater for hver plass innen to måneder; Helse- og omsorgsdepartementet skal deretter oppnevne dem ut fra kapasitet og kompetanse innen én måned etter forrige steg; Helsedirektoratet skal gjøre det i stedet hvis det ikke skjer i tide; allmennheten skal deretter få beskjed om hvem det ble.",
        "The Medical Association or the Directorate of Health shall nominate the members in the group “Municipalities” with two candidates for each seat within two months; the Ministry of Health and Care Services shall then appoint them on the basis of capacity and competence within one month of the step before; the Directorate of Health shall do it instead if it does not happen in time; the public shall then be told who it was.",
    );
    says(
        json!({"key": "x", "provision": {"procedure": {"steps": [{"act": "CALL", "by": [{"part": {"part": "SECRETARIAT"}}]}, {"act": "CONSULT", "by": [{"part": {"part": "MEMBERS"}}]}, {"act": "AGREE", "by": [{"organisation": {"slug": "union"}}]}, {"act": "DESIGNATE"}, {"act": "CONFIRM", "by": [{"part": {"part": "OWNER"}}]}]}}, "modality": "EXPECTED"}),
        "Sekretariatet forventes å lyse ut plassene til medlemmene; medlemmene forventes deretter å få uttale seg om dem; Legeforeningen forventes deretter å si seg enig i valget; de forventes deretter å utpekes; rådets eier forventes deretter å stadfeste oppnevningen.",
        "The secretariat is expected to call for candidates for the seats of the members; the members are then expected to be consulted about them; the Medical Association is then expected to agree to the choice; they are then expected to be designated; the owner of the council is then expected to confirm the appointment.",
    );
    says(
        json!({"key": "x", "provision": {"procedure": {"steps": [{"act": "DRAW_BY_LOT"}]}}, "modality": "SHALL", "appliesTo": {"groups": ["union"]}}),
        "Medlemmet fra Legeforeningen skal trekkes ut ved lodd.",
        "The member from the Medical Association shall be drawn by lot.",
    );
    says(
        json!({"key": "x", "provision": {"procedure": {"steps": [{"act": "NOMINATE"}, {"act": "ELECT", "by": [{"part": {"part": "MEMBERS"}}], "threshold": {"number": 3, "share": {"parts": 2, "of": 3, "moreThan": false}}}]}}, "modality": "SHALL"}),
        "Alle kan foreslå medlemmene; medlemmene skal deretter velge dem med minst tre av stemmene (og uansett minst to tredeler av stemmene).",
        "Anybody may nominate the members; the members shall then elect them with at least three of the votes (and in any case at least two thirds of the votes).",
    );
    says(
        json!({"key": "x", "provision": {"procedure": {"endings": [{"ground": "resignation"}, {"ground": "left-organisation", "by": [{"organisation": {"slug": "union"}}, {"part": {"part": "APPOINTER"}}], "declaredBy": [{"organisation": {"slug": "directorate"}}], "notice": "P1M"}], "replacement": {"likeForLike": true, "within": "P3M"}}}, "modality": "SHALL"}),
        "Et verv i rådet kan ta slutt før tiden ved fratredelse; et verv i rådet kan ta slutt før tiden når vedkommende forlater virksomheten, på initiativ fra Legeforeningen eller oppnevnende myndighet, etter en avgjørelse fra Helsedirektoratet, med virkning etter én måned; en ledig plass skal fylles på samme måte som sist innen tre måneder.",
        "A place in the council may end early upon resignation; a place in the council may end early when the holder leaves the organisation, at the initiative of the Medical Association or the appointing authority, by a decision of the Directorate of Health, with effect after one month; a vacant seat shall be filled in the same way as before within three months.",
    );
    says(
        json!({"key": "x", "provision": {"procedure": {"replacement": {"reserveList": true, "note": {"nb": "Listen gjelder i ett år.", "en": "The list holds for a year."}}}}, "modality": "SHOULD", "appliesTo": {"groups": ["municipalities"]}}),
        "En ledig plass blant medlemmene i gruppen «Kommuner» bør fylles fra en reserveliste, i rekkefølge: Listen gjelder i ett år.",
        "A vacant seat among the members in the group “Municipalities” should be filled from a reserve list, in its order: The list holds for a year.",
    );
}
