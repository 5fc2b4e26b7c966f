//! Meetings, duties, rights, relations, periods, statements and exceptions in words.

use serde_json::json;

use super::says;

#[test]
fn meetings() {
    says(
        json!({"key": "x", "provision": {"meetings": {"cadence": {"kind": "EXACTLY", "number": 4, "per": "P1Y"}}}, "modality": "NORMALLY"}),
        "Rådet skal normalt møtes fire ganger i året.",
        "The council shall normally meet four times a year.",
    );
    says(
        json!({"key": "x", "provision": {"meetings": {"cadence": {"kind": "AT_LEAST", "number": 1, "per": "P3M"}, "notice": "P2W", "papersBefore": "P10D"}}, "modality": "SHALL"}),
        "Rådet skal møtes minst én gang hver tredje måned; møtene skal innkalles minst to uker i forveien; sakspapirene skal være klare minst ti dager før møtet.",
        "The council shall meet at least once every three months; the meetings shall be called at least two weeks ahead; the papers shall be ready at least ten days before the meeting.",
    );
    says(
        json!({"key": "x", "provision": {"meetings": {"cadence": {"kind": "AS_NEEDED"}, "openness": "OPEN_BY_DEFAULT"}}, "modality": "SHALL", "appliesTo": {"subBody": "committee"}}),
        "Arbeidsutvalget skal møtes så ofte det trengs; møtene skal være åpne for alle med mindre noe annet vedtas.",
        "The Working Committee shall meet as often as needed; the meetings shall be open to everybody unless it is decided otherwise.",
    );
    says(
        json!({"key": "x", "provision": {"meetings": {"quorum": {"base": "MEMBERS", "atLeast": {"share": {"parts": 1, "of": 2, "moreThan": true}}, "groups": ["union", "municipalities"], "posts": ["chair"], "secondCall": {"number": 3}}}}, "modality": "SHALL"}),
        "Rådet skal bare være vedtaksført når mer enn halvparten av medlemmene, minst ett medlem fra Legeforeningen, minst ett medlem i gruppen «Kommuner» og rådets leder er til stede; kalles det inn på nytt, er det nok at minst tre av medlemmene er til stede.",
        "The council shall be able to decide only when more than half of the members, at least one member from the Medical Association, at least one member in the group “Municipalities” and the chair of the council are present; when the meeting is called again, it is enough that at least three of the members are present.",
    );
    says(
        json!({"key": "x", "provision": {"meetings": {"quorum": {"base": "SEATS", "atLeast": {"share": {"parts": 2, "of": 3, "moreThan": false}}}, "openness": "CLOSED"}}, "modality": "SHALL"}),
        "Rådet skal bare være vedtaksført når innehaverne av minst to tredeler av alle plassene (de ledige medregnet) er til stede; møtene skal være lukket for andre enn medlemmene og dem de inviterer.",
        "The council shall be able to decide only when the holders of at least two thirds of all seats (the vacant ones included) are present; the meetings shall be closed to all but the members and those they invite.",
    );
    says(
        json!({"key": "x", "provision": {"meetings": {"voting": [{"base": "CAST", "majority": {"parts": 1, "of": 2, "moreThan": true}, "tie": "CHAIR_DECIDES"}, {"decision": "statutes", "base": "MEMBERS", "majority": {"parts": 2, "of": 3, "moreThan": false}, "tie": "FALLS"}, {"decision": "advice", "base": "PRESENT", "majority": {"parts": 1, "of": 1, "moreThan": false}}]}}, "modality": "SHALL"}),
        "Avgjørelser skal tas med støtte fra mer enn halvparten av stemmene som avgis; står stemmene likt, avgjør lederen; avgjørelser av typen «vedtekter» skal tas med støtte fra minst to tredeler av medlemmene; står stemmene likt, faller forslaget; avgjørelser av typen «råd» skal tas enstemmig av dem som er til stede.",
        "Decisions shall be taken with the support of more than half of the votes cast; at a tie the chair decides; decisions of the kind “statutes” shall be taken with the support of at least two thirds of the members; at a tie the proposal falls; decisions of the kind “advice” shall be taken unanimously by those present.",
    );
    says(
        json!({"key": "x", "provision": {"meetings": {"forfeit": {"absences": 3, "consecutive": true, "within": "P1Y"}, "openness": "OPEN"}}, "modality": "SHALL"}),
        "Møtene skal være åpne for alle; den som er borte fra tre møter på rad i løpet av ett år, skal miste plassen sin.",
        "The meetings shall be open to everybody; whoever is absent from three meetings in a row within one year shall lose their seat.",
    );
}

#[test]
fn duties() {
    says(
        json!({"key": "x", "provision": {"duty": {"activity": {"actor": {"part": {"part": "COUNCIL"}}, "verb": "meet", "towards": [{"organisation": {"slug": "union"}}, {"organisation": {"slug": "directorate"}}], "purpose": {"nb": "å forankre arbeidet", "en": "to anchor the work"}}, "when": [{"atLeast": {"times": 1, "per": "P1Y", "eachTowards": true}}]}}, "modality": "SHOULD"}),
        "Rådet bør møte Legeforeningen og Helsedirektoratet hver for seg minst én gang i året for å forankre arbeidet.",
        "The council should meet the Medical Association and the Directorate of Health each at least once a year to anchor the work.",
    );
    says(
        json!({"key": "x", "provision": {"duty": {"activity": {"actor": {"part": {"part": "SECRETARIAT"}}, "verb": "publish", "object": {"nb": "et årshjul", "en": "an annual wheel"}, "subjects": ["annual-wheel", "funding"], "towards": [{"part": {"part": "PUBLIC"}}]}, "when": [{"before": {"event": "new-year", "lead": {"duration": "P2M", "setBy": "COUNCIL"}}}, {"by": {"date": "2020-10-01", "yearly": true}}]}}, "modality": "SHALL"}),
        "Sekretariatet skal publisere et årshjul (finansiering), slik at allmennheten kan følge med, minst to måneder før årsskiftet (et tall som rådet selv har satt) og innen 1. oktober hvert år.",
        "The secretariat shall publish an annual wheel (funding), for the public to follow, at least two months before the turn of the year (a number that the council has set itself) and by 1 October every year.",
    );
    says(
        json!({"key": "x", "provision": {"duty": {"activity": {"actor": {"part": {"part": "EACH_MEMBER"}}, "verb": "anchor", "subjects": ["advice"], "towards": [{"part": {"part": "MEMBER_ORGANISATIONS"}}]}, "when": [{"within": {"event": "advice-adopted", "delay": {"duration": "P30D", "setBy": "MANDATE"}}}]}}, "modality": "SHALL", "appliesTo": {"groups": ["municipalities"]}}),
        "Hvert av medlemmene i gruppen «Kommuner» skal forankre råd i egen virksomhet innen 30 dager etter at rådet er vedtatt.",
        "Each of the members in the group “Municipalities” shall build support for advice in their own organisation within 30 days after the advice is adopted.",
    );
    says(
        json!({"key": "x", "provision": {"duty": {"activity": {"actor": {"organisation": {"slug": "directorate"}}, "verb": "review", "object": {"nb": "sammensetningen", "en": "the composition"}, "towards": [{"part": {"part": "MEMBERS"}}]}, "when": [{"standing": {"tolerance": {"duration": "P2Y", "setBy": "MANDATE"}}}], "towardsExhaustive": false}}, "modality": "SHALL"}),
        "Helsedirektoratet skal fortløpende vurdere sammensetningen i dialog med blant andre medlemmene, og aldri med mer enn to år mellom hver gang.",
        "The Directorate of Health shall continually review the composition in dialogue with the members, among others, with never more than two years in between.",
    );
    says(
        json!({"key": "x", "provision": {"duty": {"activity": {"actor": {"kind": {"label": {"nb": "den som legger fram saken", "en": "whoever presents the matter"}}}, "verb": "clarify", "object": {"nb": "hva som skjer videre", "en": "what happens next"}}, "when": [{"each": {"item": "agenda-item"}}]}}, "modality": "SHALL"}),
        "Den som legger fram saken, skal gjøre tydelig hva som skjer videre, og dette gjelder hver sak på dagsordenen.",
        "Whoever presents the matter shall make clear what happens next, and this holds for each item on the agenda.",
    );
    says(
        json!({"key": "x", "provision": {"duty": {"activity": {"actor": {"part": {"part": "COUNCIL"}}, "verb": "bind-others"}, "refrain": true}}, "modality": "SHALL"}),
        "Rådet skal ikke bind others.",
        "The council shall not bind others.",
    );
    says(
        json!({"key": "x", "provision": {"duty": {"activity": {"actor": {"part": {"part": "COUNCIL"}}, "verb": "publish", "object": {"nb": "notater", "en": "notes"}}, "refrain": true}}, "modality": "MAY"}),
        "Rådet kan la være å publisere notater.",
        "The council may choose not to publish notes.",
    );
    says(
        json!({"key": "x", "provision": {"duty": {"activity": {"actor": {"part": {"part": "MEMBERS"}}, "verb": "limit", "object": {"nb": "bruken av vara", "en": "the use of deputies"}}, "limitedTo": {"share": {"parts": 1, "of": 4, "moreThan": false}, "setBy": "COUNCIL"}}}, "modality": "SHALL"}),
        "Medlemmene skal begrense bruken av vara til høyst en firedel av tilfellene (et tall som rådet selv har satt).",
        "The members shall limit the use of deputies to at most one quarter of cases (a number that the council has set itself).",
    );
    says(
        json!({"key": "x", "provision": {"duty": {"activity": {"actor": {"part": {"part": "MEMBER_ORGANISATIONS"}}, "verb": "coordinate", "object": {"nb": "representantene sine", "en": "their representatives"}, "towards": [{"council": {"slug": "lower"}}, {"council": {"slug": "upper"}}]}, "when": [{"standing": {}}]}}, "modality": "EXPECTED"}),
        "Medlemsvirksomhetene forventes å fortløpende samordne representantene sine (Fagrådet og Strategirådet).",
        "The member organisations are expected to continually coordinate their representatives (the Expert Council and the National Strategy Council).",
    );
    says(
        json!({"key": "x", "provision": {"duty": {"activity": {"actor": {"part": {"part": "COUNCIL"}}, "verb": "advise", "towards": [{"organisation": {"slug": "ministry"}}]}, "when": [{"by": {"date": "2020-10-01"}}, {"before": {"event": "new-year"}}, {"within": {"event": "new-year"}}]}}, "modality": "BY_DEFAULT", "appliesTo": {"groups": ["union"]}}),
        "For medlemmet fra Legeforeningen gjelder dette: rådet skal i utgangspunktet gi råd til Helse- og omsorgsdepartementet innen 1. oktober 2020, i god tid før årsskiftet og etter årsskiftet.",
        "For the member from the Medical Association this applies: the council shall by default advise the Ministry of Health and Care Services by 1 October 2020, well before the turn of the year and after the turn of the year.",
    );
}

#[test]
fn rights() {
    says(
        json!({"key": "x", "provision": {"right": {"activity": {"actor": {"part": {"part": "EACH_MEMBER"}}, "verb": "raise", "object": {"nb": "relevante saker", "en": "relevant matters"}}, "extent": "FAMILY"}}, "modality": "MAY"}),
        "Hvert medlem kan melde inn relevante saker i alle rådene i rådsfamilien.",
        "Each member may raise relevant matters in any council of the family.",
    );
    says(
        json!({"key": "x", "provision": {"right": {"activity": {"actor": {"part": {"part": "COUNCIL"}}, "verb": "consult"}, "list": {"exhaustive": false, "entries": [{"label": {"nb": "Nordforsk", "en": "Nordforsk"}}]}}}, "modality": "MAY"}),
        "Rådet kan rådføre seg med blant andre Nordforsk.",
        "The council may consult Nordforsk, among others.",
    );
    says(
        json!({"key": "x", "provision": {"right": {"activity": {"actor": {"part": {"part": "MEMBERS"}}, "verb": "raise", "subjects": ["funding"]}, "support": {"share": {"parts": 1, "of": 3, "moreThan": false}}}}, "modality": "SHALL"}),
        "Medlemmene skal ha rett til å melde inn finansiering med støtte fra minst en tredel av medlemmene.",
        "The members shall have the right to raise funding with the support of at least one third of the members.",
    );
    says(
        json!({"key": "x", "provision": {"right": {"activity": {"actor": {"part": {"part": "DEPUTIES"}}, "verb": "advise", "subjects": ["funding"], "towards": [{"part": {"part": "CASE_OWNER"}}]}, "list": {"exhaustive": true, "entries": [{"label": {"nb": "Nordforsk", "en": "Nordforsk"}, "organisation": "union"}]}}}, "modality": "MAY", "appliesTo": {"groups": ["union"]}}),
        "Varamedlemmet fra Legeforeningen kan gi råd om finansiering til sakseieren (det gjelder Nordforsk (Legeforeningen)).",
        "The deputy from the Medical Association may advise the owner of the matter on funding (this is about Nordforsk (the Medical Association)).",
    );
}

#[test]
fn relations() {
    says(
        json!({"key": "x", "provision": {"relation": {"kind": "ADOPTS_MANDATE_OF", "of": {"organisation": {"slug": "directorate"}}}}, "modality": "SHALL"}),
        "Helsedirektoratet skal vedta mandatet til rådet.",
        "The Directorate of Health shall adopt the mandate of the council.",
    );
    says(
        json!({"key": "x", "provision": {"relation": {"kind": "TIER_OF", "tier": 1, "to": [{"council": {"slug": "lower"}}]}}, "modality": "SHALL"}),
        "Rådet skal være nivå 1 i samme rådsfamilie som Fagrådet.",
        "The council shall be tier 1 in the same family of councils as the Expert Council.",
    );
    says(
        json!({"key": "x", "provision": {"relation": {"kind": "SECRETARIAT_OF", "of": {"organisation": {"slug": "directorate"}}, "to": [{"council": {"slug": "lower"}}, {"council": {"slug": "upper"}}]}}, "modality": "SHALL"}),
        "Helsedirektoratet skal være sekretariat for Fagrådet og Strategirådet.",
        "The Directorate of Health shall be the secretariat of the Expert Council and the National Strategy Council.",
    );
    says(
        json!({"key": "x", "provision": {"relation": {"kind": "DEMARCATES_AGAINST", "to": [{"council": {"slug": "e-health-board"}}], "exhaustive": false, "about": {"nb": "digitalisering", "en": "digitalisation"}}}, "modality": "SHOULD"}),
        "Rådet bør avgrense arbeidet sitt mot blant andre e health board, når det gjelder digitalisering.",
        "The council should draw a clear line between its work and that of e health board, among others, as regards digitalisation.",
    );
    says(
        json!({"key": "x", "provision": {"relation": {"kind": "COMPOSES_FOR", "of": {"organisation": {"slug": "directorate"}}}}, "modality": "SHALL"}),
        "Helsedirektoratet skal ha ansvaret for sammensetningen av rådet.",
        "The Directorate of Health shall be responsible for the composition of the council.",
    );
    says(
        json!({"key": "x", "provision": {"relation": {"kind": "SUCCEEDS", "to": [{"council": {"slug": "lower"}}]}}, "modality": "SHALL"}),
        "Rådet skal avløse Fagrådet.",
        "The council shall succeed the Expert Council.",
    );
    says(
        json!({"key": "x", "provision": {"relation": {"kind": "NOMINATES_FOR", "of": {"organisation": {"slug": "union"}}}}, "modality": "MAY"}),
        "Legeforeningen kan foreslå medlemmer til rådet.",
        "The Medical Association may nominate members of the council.",
    );
    says(
        json!({"key": "x", "provision": {"relation": {"kind": "FUNDS", "of": {"organisation": {"slug": "ministry"}}}}, "modality": "SHALL"}),
        "Helse- og omsorgsdepartementet skal finansiere rådet.",
        "The Ministry of Health and Care Services shall fund the council.",
    );
    says(
        json!({"key": "x", "provision": {"relation": {"kind": "FRAMEWORK_FOR", "of": {"organisation": {"slug": "ministry"}}}}, "modality": "SHALL"}),
        "Helse- og omsorgsdepartementet skal sette rammene for rådet.",
        "The Ministry of Health and Care Services shall set the framework for the council.",
    );
    says(
        json!({"key": "x", "provision": {"relation": {"kind": "PARENT_OF", "to": [{"council": {"slug": "lower"}}]}}, "modality": "SHALL"}),
        "Rådet skal være overordnet Fagrådet.",
        "The council shall be the parent body of the Expert Council.",
    );
}

#[test]
fn periods() {
    says(
        json!({"key": "x", "provision": {"period": {"kind": "IN_FORCE", "from": "2020-01-02", "until": "2024-01-02", "renewable": true, "reading": {"nb": "Sluttdatoen er første dag utenfor.", "en": "The end is the first day outside."}}}, "modality": "SHALL"}),
        "Mandatet skal gjelde fra 2. januar 2020 fram til 2. januar 2024; perioden kan forlenges; slik er datoene lest: Sluttdatoen er første dag utenfor.",
        "The mandate shall be in force from 2 January 2020 until 2 January 2024; the period may be extended; the dates are read like this: The end is the first day outside.",
    );
    says(
        json!({"key": "x", "provision": {"period": {"kind": "ADOPTION", "by": [{"organisation": {"slug": "ministry"}}], "decidedOn": "2019-12-01"}}, "modality": "SHALL"}),
        "Mandatet er vedtatt av Helse- og omsorgsdepartementet 1. desember 2019.",
        "The mandate was adopted by the Ministry of Health and Care Services on 1 December 2019.",
    );
    says(
        json!({"key": "x", "provision": {"period": {"kind": "ADOPTION", "by": [{"organisation": {"slug": "ministry"}}, {"organisation": {"slug": "directorate"}}], "from": "2020-01-02"}}, "modality": "SHOULD"}),
        "Mandatet bør vedtas av Helse- og omsorgsdepartementet og Helsedirektoratet; vedtaket gjelder fra 2. januar 2020.",
        "The mandate should be adopted by the Ministry of Health and Care Services and the Directorate of Health; the decision holds from 2 January 2020.",
    );
    says(
        json!({"key": "x", "provision": {"period": {"kind": "IN_FORCE", "length": "P4Y", "by": [{"organisation": {"slug": "ministry"}}], "decidedOn": "2019-12-01", "renewable": false}}, "modality": "SHALL"}),
        "Mandatet skal gjelde i fire år; dette er vedtatt av Helse- og omsorgsdepartementet 1. desember 2019; perioden kan ikke forlenges.",
        "The mandate shall be in force for four years; this was decided by the Ministry of Health and Care Services on 1 December 2019; the period may not be extended.",
    );
    says(
        json!({"key": "x", "provision": {"period": {"kind": "RENEWAL", "length": "P2Y", "by": [{"organisation": {"slug": "ministry"}}], "decidedOn": "2019-12-01"}}, "modality": "SHALL"}),
        "Rådet skal fornyes av Helse- og omsorgsdepartementet hvert andre år, ellers faller det bort; dette er vedtatt 1. desember 2019.",
        "The council shall be renewed by the Ministry of Health and Care Services every two years, or it lapses; this was decided on 1 December 2019.",
    );
    says(
        json!({"key": "x", "provision": {"period": {"kind": "DISSOLUTION", "until": "2024-01-02", "by": [{"organisation": {"slug": "ministry"}}]}}, "modality": "SHALL"}),
        "Rådet skal oppløses av Helse- og omsorgsdepartementet 2. januar 2024.",
        "The council shall be dissolved by the Ministry of Health and Care Services on 2 January 2024.",
    );
    says(
        json!({"key": "x", "provision": {"period": {"kind": "TRANSITION", "from": "2020-01-02", "until": "2020-07-01"}}, "modality": "SHALL"}),
        "Overgangsregelen skal gjelde fra 2. januar 2020 fram til 1. juli 2020.",
        "The transitional rule shall apply from 2 January 2020 until 1 July 2020.",
    );
}

#[test]
fn statements() {
    says(
        json!({"key": "x", "provision": {"statement": {"topic": "PURPOSE", "actorGroups": [{"label": {"nb": "kommunene", "en": "the municipalities"}, "sectors": ["municipal"]}, {"label": {"nb": "fagfolk", "en": "experts"}, "sectors": ["municipal"]}], "goals": ["better-services"]}}}),
        "Rådet skal bringe disse aktørene sammen: kommunene og fagfolk (kommunal sektor); formålet med rådet er å bidra til bedre tjenester.",
        "The council is to bring these actors together: the municipalities and experts (the municipal sector); the purpose of the council is to contribute to better services.",
    );
    says(
        json!({"key": "x", "provision": {"statement": {"topic": "TASKS", "tasks": [{"key": "a", "activity": {"actor": {"part": {"part": "COUNCIL"}}, "verb": "advise", "subjects": ["funding"]}}], "selfDefinedTasks": true}}}),
        "Rådet har som oppgave å gi råd om finansiering; rådet bestemmer ellers selv hva det skal arbeide med.",
        "The council has this task: to advise on funding; the council otherwise decides for itself what to work on.",
    );
    says(
        json!({"key": "x", "provision": {"statement": {"topic": "TASKS", "tasks": [{"key": "a", "activity": {"actor": {"part": {"part": "COUNCIL"}}, "verb": "advise", "subjects": ["funding"]}, "trigger": "advice-adopted"}, {"key": "b", "activity": {"actor": {"part": {"part": "COUNCIL"}}, "verb": "meet", "towards": [{"organisation": {"slug": "union"}}]}, "trigger": "new-year"}], "selfDefinedTasks": false}}}),
        "Rådet har disse oppgavene: å gi råd om finansiering når rådet er vedtatt; og å møte Legeforeningen ved årsskiftet; rådet kan ikke gi seg selv andre oppgaver.",
        "The council has these tasks: to advise on funding when the advice is adopted; and to meet the Medical Association upon the turn of the year; the council cannot give itself other tasks.",
    );
    says(
        json!({"key": "x", "provision": {"statement": {"topic": "FORCE", "force": "ADVISORY", "towards": [{"part": {"part": "MEMBER_ORGANISATIONS"}}, {"part": {"part": "CASE_OWNER"}}]}}}),
        "Rådet gir råd til medlemsvirksomhetene og sakseieren og kan ikke bestemme over andre.",
        "The council gives advice to the member organisations and the owner of the matter and cannot decide for others.",
    );
    says(
        json!({"key": "x", "provision": {"statement": {"topic": "FORCE", "force": "CONSENT", "towards": [{"organisation": {"slug": "ministry"}}]}}}),
        "Vedtak fra Helse- og omsorgsdepartementet krever at rådet samtykker.",
        "Decisions by the Ministry of Health and Care Services need the consent of the council.",
    );
    says(
        json!({"key": "x", "provision": {"statement": {"topic": "FORCE", "force": "MUST_BE_HEARD"}}}),
        "Rådet skal høres før saken avgjøres.",
        "The council has to be heard before a matter is decided.",
    );
    says(
        json!({"key": "x", "provision": {"statement": {"topic": "FORCE", "force": "DECIDES"}}}),
        "Rådet kan ta bindende avgjørelser.",
        "The council can take binding decisions.",
    );
    says(
        json!({"key": "x", "provision": {"statement": {"topic": "REFERENCES", "references": {"exhaustive": false, "entries": [{"label": {"nb": "HelseOmsorg21-strategien", "en": "the Health&Care21 strategy"}}, {"label": {"nb": "Langtidsplanen", "en": "the long-term plan"}, "from": "2018-10-05"}]}}}}),
        "Rådet skal legge vekt på blant annet «HelseOmsorg21-strategien» og «Langtidsplanen» (fra 5. oktober 2018).",
        "The council is to have regard to, among other things, “the Health&Care21 strategy” and “the long-term plan” (from 5 October 2018).",
    );
    says(
        json!({"key": "x", "provision": {"statement": {"topic": "NO_RULE", "noRuleOn": ["QUORUM", "VOTING", "REMUNERATION"]}}}),
        "Mandatet sier uttrykkelig at det ikke har noen regel om hvor mange som må være til stede, avstemning eller betaling til medlemmene.",
        "The mandate says expressly that it has no rule on how many have to be present, voting or payment of the members.",
    );
    says(
        json!({"key": "x", "provision": {"statement": {"topic": "CONDUCT"}}}),
        "Mandatet sier hvordan medlemmene skal opptre.",
        "The mandate says how members are to conduct themselves.",
    );
    says(
        json!({"key": "x", "provision": {"statement": {"topic": "CONFIDENTIALITY", "goals": ["better-services"]}}, "appliesTo": {"subBody": "committee"}}),
        "For arbeidsutvalget gjelder dette: dette er målene: bedre tjenester; mandatet sier hva som skal holdes fortrolig.",
        "For the Working Committee this applies: these are the goals: better services; the mandate says what is to be kept confidential.",
    );
    says(
        json!({"key": "x", "provision": {"statement": {"topic": "NARRATIVE"}}}),
        "Mandatet forteller om bakgrunnen i fri tekst, som ikke kan kontrolleres.",
        "The mandate gives background in free text, which cannot be checked.",
    );
}

#[test]
fn exceptions() {
    says(
        json!({"key": "x", "provision": {"term": {"length": "P4Y"}}, "modality": "SHALL", "exceptions": [{"grounds": {"nb": "sykdom", "en": "illness"}, "grantedBy": [{"organisation": {"slug": "ministry"}}, {"organisation": {"slug": "directorate"}}], "reasonOwed": true, "atMost": {"parts": 10, "of": 100, "moreThan": false}, "atMostFor": "P6M"}]}),
        "Medlemmene skal sitte i fire år; unntak kan gjøres i høyst 10 prosent av tilfellene og for høyst seks måneder om gangen, når Helse- og omsorgsdepartementet eller Helsedirektoratet godtar det og når grunnen oppgis på dette grunnlaget: sykdom.",
        "The members shall serve for four years; exceptions can be made in at most 10 per cent of cases and for at most six months at a time, with the consent of the Ministry of Health and Care Services or the Directorate of Health and with the reason stated on this ground: illness.",
    );
    says(
        json!({"key": "x", "provision": {"term": {"length": "P4Y"}}, "modality": "SHALL", "exceptions": [{}, {"grounds": {"nb": "valg", "en": "elections"}}]}),
        "Medlemmene skal sitte i fire år; unntak kan gjøres; unntak kan gjøres på dette grunnlaget: valg.",
        "The members shall serve for four years; exceptions can be made; exceptions can be made on this ground: elections.",
    );
}
