//! Actors and holders as subjects and objects of sentences.
//!
//! May import: `domain`.

use super::{
    voice::{Phrase, Voice, spelled},
    words::{Tongue, say},
};
use crate::domain::{
    mandate::clause::{
        actor::{Actor, CouncilActor, GroupActor, KindActor, OrganisationActor, Part, PartActor, PostActor},
        scope::{HolderKind, Scope},
        seats::{ForOrganisation, SeatFor, SeatRole},
    },
    word::{Code, Key},
};

impl Voice<'_> {
    /// The council itself.
    pub(super) fn this_council(&self) -> Phrase {
        Phrase::one(self.pick("rådet", "the council"))
    }

    /// Somebody.
    pub(super) fn actor(&self, actor: &Actor) -> Phrase {
        match actor {
            Actor::Organisation(OrganisationActor { slug }) => Phrase::one(self.organisation(slug)),
            Actor::Council(CouncilActor { slug }) => Phrase::one(self.council(slug)),
            Actor::Part(PartActor { part }) => self.part(*part),
            Actor::Group(GroupActor { group }) => {
                self.holders(&Scope { groups: vec![group.clone()], ..Scope::default() })
            }
            Actor::Post(PostActor { post }) => Phrase::one(self.holder_of_post(post)),
            Actor::Kind(kind) => self.kind(kind),
        }
    }

    /// Several, joined with "and".
    pub(super) fn actors(&self, actors: &[Actor]) -> Phrase {
        match actors {
            [only] => self.actor(only),
            several => Phrase::many(self.tongue.all_of(&self.each_actor(several))),
        }
    }

    /// Several, any of whom is meant.
    pub(super) fn any_actor(&self, actors: &[Actor]) -> Phrase {
        match actors {
            [only] => self.actor(only),
            several => Phrase::one(self.tongue.any_of(&self.each_actor(several))),
        }
    }

    /// Several, one by one.
    pub(super) fn each_actor(&self, actors: &[Actor]) -> Vec<String> {
        actors.iter().map(|actor| self.actor(actor).text).collect()
    }

    /// A list that is complete, or that gives examples.
    pub(super) fn listed(&self, names: &[String], exhaustive: bool) -> String {
        let names = self.tongue.all_of(names);
        if exhaustive { names } else { say!(self.tongue, "blant andre {names}", "{names}, among others,") }
    }

    /// A kind of actor, described.
    pub(super) fn kind(&self, kind: &KindActor) -> Phrase {
        let KindActor { sector, label } = kind;
        let label = self.text(label);
        // English plurals mostly end in s; Norwegian verbs do not ask.
        let plural = label.ends_with('s') && !label.ends_with("ss");
        let sector = sector.as_ref().map(|sector| self.code("sector", sector)).filter(|sector| !heard(sector, &label));
        let text = sector.map_or_else(|| label.clone(), |sector| format!("{label} ({sector})"));
        Phrase { text, plural }
    }

    fn part(&self, part: Part) -> Phrase {
        let (nb, en, plural) = match part {
            Part::Council => ("rådet", "the council", false),
            Part::Members => ("medlemmene", "the members", true),
            Part::EachMember => ("hvert medlem", "each member", false),
            Part::MemberOrganisations => ("medlemsvirksomhetene", "the member organisations", true),
            Part::Deputies => ("varamedlemmene", "the deputies", true),
            Part::Secretariat => ("sekretariatet", "the secretariat", false),
            Part::Owner => ("rådets eier", "the owner of the council", false),
            Part::Appointer => ("oppnevnende myndighet", "the appointing authority", false),
            Part::CaseOwner => ("sakseieren", "the owner of the matter", false),
            Part::ResponsibleActors => ("de ansvarlige aktørene", "the responsible actors", true),
            Part::Public => ("allmennheten", "the public", false),
        };
        Phrase { text: self.pick(nb, en).to_owned(), plural }
    }

    /// The holder of a post: the code list calls posts by the bare noun, "leder", "chair".
    pub(super) fn holder_of_post(&self, post: &Code) -> String {
        let post = self.code("post", post);
        say!(self.tongue, "rådets {post}", "the {post} of the council")
    }

    /// Where members come from: "fra Helsedirektoratet", "i gruppen «Brukere»".
    pub(super) fn of_groups(&self, keys: &[Key]) -> String {
        let (mut organisations, mut labels) = (Vec::new(), Vec::new());
        for key in keys {
            match self.group(key) {
                Some(group) => match &group.meant_for {
                    SeatFor::Organisation(ForOrganisation { slug }) => {
                        let name = self.organisation(slug);
                        // One organisation can have several groups of seats.
                        if !organisations.contains(&name) {
                            organisations.push(name);
                        }
                    }
                    _ => labels.push(self.quoted(&self.text(&group.label))),
                },
                None => labels.push(self.quoted(&spelled(key))),
            }
        }
        let mut parts = Vec::new();
        if !organisations.is_empty() {
            let names = self.tongue.all_of(&organisations);
            parts.push(say!(self.tongue, "fra {names}", "from {names}"));
        }
        if !labels.is_empty() {
            let names = self.tongue.all_of(&labels);
            parts.push(if labels.len() == 1 {
                say!(self.tongue, "i gruppen {names}", "in the group {names}")
            } else {
                say!(self.tongue, "i gruppene {names}", "in the groups {names}")
            });
        }
        self.tongue.all_of(&parts)
    }

    /// What the holder is, where these groups are one single seat.
    fn single(&self, groups: &[Key]) -> Option<SeatRole> {
        let [only] = groups else { return None };
        self.group(only).filter(|group| group.size.fixed() == Some(1)).map(|group| group.role)
    }

    /// They, or the one.
    pub(super) fn pronoun(&self, of: &Phrase) -> Phrase {
        if of.plural || self.tongue == Tongue::En {
            Phrase::many(self.pick("de", "they"))
        } else {
            Phrase::one("vedkommende")
        }
    }

    /// Them, or the one.
    pub(super) fn pronoun_as_object(&self, of: &Phrase) -> &'static str {
        if of.plural || self.tongue == Tongue::En { self.pick("dem", "them") } else { "vedkommende" }
    }

    /// The holders that a scope speaks of.
    pub(super) fn holders(&self, scope: &Scope) -> Phrase {
        let Scope { groups, sectors, classes, posts, holders, sub_body, council, except } = scope;
        let single = self.single(groups).filter(|_| classes.is_empty() && posts.is_empty());
        let (nouns, plural) = if posts.is_empty() {
            (self.nouns(classes, *holders, single), single.is_none())
        } else {
            let posts: Vec<String> = posts.iter().map(|post| self.holder_of_post(post)).collect();
            (self.with_holders(&self.tongue.all_of(&posts), *holders), posts.len() > 1)
        };
        let mut words = vec![nouns];
        if !groups.is_empty() {
            words.push(self.of_groups(groups));
        }
        if !sectors.is_empty() {
            let sectors = self.tongue.all_of(&self.codes("sector", sectors));
            words.push(say!(self.tongue, "fra {sectors}", "from {sectors}"));
        }
        if let Some(sub_body) = sub_body {
            let body = self.sub_body(sub_body);
            words.push(say!(self.tongue, "i {body}", "in {body}"));
        }
        if let Some(council) = council {
            let body = self.council(council);
            words.push(say!(self.tongue, "i {body}", "on {body}"));
        }
        if !except.is_empty() {
            let groups = self.of_groups(except);
            words.push(say!(self.tongue, "(bortsett fra dem {groups})", "(except those {groups})"));
        }
        Phrase { text: words.join(" "), plural }
    }

    fn with_holders(&self, posts: &str, holders: Option<HolderKind>) -> String {
        match holders {
            None => posts.to_owned(),
            Some(HolderKind::Members) => {
                say!(self.tongue, "{posts} (ikke vara)", "{posts} (not deputies)")
            }
            Some(HolderKind::Alternates) => {
                say!(self.tongue, "vara for {posts}", "the deputy of {posts}")
            }
        }
    }
}

/// Whether one of two names says all that the other says.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let bare = |name: &str| name.to_lowercase().replace("the ", "");
    let (one, other) = (bare(one), bare(other));
    one.contains(&other) || other.contains(&one)
}

/// Whether a reader of `text` has heard of `label` already: they share a word, up to its ending ("kommuner", "kommunal").
/// Said again, it would only be in the way.
pub(super) fn heard(label: &str, text: &str) -> bool {
    const LITTLE: [&str; 12] = ["and", "the", "for", "with", "from", "one", "med", "til", "som", "fra", "ved", "den"];
    let words = |text: &str| {
        text.to_lowercase()
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| word.chars().count() > 2 && !LITTLE.contains(word))
            .map(|word| word.chars().take(5).collect::<String>())
            .collect::<Vec<_>>()
    };
    let stems = words(text);
    let long = |word: &str| word.chars().count() > 3;
    words(label).iter().any(|word| {
        let akin = |stem: &String| {
            long(word) && long(stem) && (word.starts_with(stem.as_str()) || stem.starts_with(word.as_str()))
        };
        stems.iter().any(|stem| stem == word || akin(stem))
    })
}
