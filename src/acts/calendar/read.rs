//! Fetches a calendar: asks the doors who may, at each fetch anew, and writes out what is seen through them.
//!
//! May import: `store`, `access`, `domain`, `digest`, `error`. It is no act: nothing changes.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    access::door::{self, Sight},
    digest::sha256,
    domain::{
        calendar::{Entry, Feed},
        council::{Body, Council},
        directory::Directory,
        id::CouncilId,
        text::Lang,
    },
    error::Error,
    store::Store,
};

/// Which calendar.
#[derive(Clone, PartialEq, Eq)]
pub enum Which {
    /// That of the council of this slug, for everybody.
    Council(String),
    /// That of all councils of the family of this slug, for everybody.
    Family(String),
    /// The private one of whoever was told this secret.
    Private(String),
}

/// A calendar may be kept by others for a moment; one behind a door may not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// As programs read it.
    pub text: String,
    /// Whether it is for one reader.
    pub private: bool,
}

/// The calendar at this instant; None where there is none, or none for whoever asks.
///
/// # Errors
/// When the database fails.
pub async fn read(
    store: &Store,
    which: &Which,
    lang: Lang,
    now: DateTime<Utc>,
    today: NaiveDate,
) -> Result<Option<Calendar>, Error> {
    let snapshot = store.current().await?;
    let directory = Arc::clone(&snapshot.directory);
    let (own, family) = match which {
        Which::Council(slug) => {
            let Some(head) = directory.council_by_slug(slug) else { return Ok(None) };
            let Some(access) = door::public(head) else { return Ok(None) };
            (Some((head.id, access.sight())), head.family)
        }
        Which::Family(slug) => (None, directory.family_by_slug(slug).map(|family| family.id)),
        Which::Private(secret) => {
            let Some((id, caller)) = store.calendar_feed(&sha256(secret)).await? else { return Ok(None) };
            let Some(value) = store.council(&snapshot, id).await? else { return Ok(None) };
            let Some(sight) = door::private(&caller, &value, today) else { return Ok(None) };
            (Some((id, sight)), value.head.family)
        }
    };
    let relatives = family.into_iter().flat_map(|family| directory.councils_of(family));
    let public: Vec<(CouncilId, Sight)> = relatives
        .filter(|head| own.is_none_or(|(own, _)| own != head.id))
        .filter_map(|head| Some((head.id, door::public(head)?.sight())))
        .collect();
    let wanted: Vec<CouncilId> = public.iter().map(|(id, _)| *id).chain(own.map(|(id, _)| id)).collect();
    if wanted.is_empty() {
        return Ok(None);
    }
    let values = store.councils(&snapshot, &wanted).await?;
    let reading = Reading { directory: &directory, values: &values, own, public: &public, lang, now };
    let private = matches!(which, Which::Private(_));
    Ok(reading.text(which, private).map(|text| Calendar { text, private }))
}

/// What is read, once it is known who may.
struct Reading<'a> {
    directory: &'a Directory,
    values: &'a HashMap<CouncilId, Arc<Council>>,
    /// The council whose calendar it is, and how far the reader sees there.
    own: Option<(CouncilId, Sight)>,
    /// The others of the family, as everybody sees them.
    public: &'a [(CouncilId, Sight)],
    lang: Lang,
    now: DateTime<Utc>,
}

impl Reading<'_> {
    fn text(&self, which: &Which, private: bool) -> Option<String> {
        let (name, time_zone) = match (which, self.own) {
            (Which::Family(slug), _) => (&self.directory.family_by_slug(slug)?.name, None),
            (_, Some((own, _))) => {
                let head = &self.values.get(&own)?.head;
                (&head.name, Some(head.time_zone.as_str()))
            }
            (_, None) => return None,
        };
        let own = self.own.iter().flat_map(|(id, sight)| self.entries(*id, *sight, private));
        // What another council holds together with this one is in this one's calendar too.
        let others =
            self.public.iter().flat_map(|(id, sight)| self.entries(*id, *sight, false)).filter(|entry| {
                self.own.is_none_or(|(own, _)| entry.meeting.together_with.contains(&Body::Council(own)))
            });
        Some(Feed { name, lang: self.lang, time_zone, entries: own.chain(others).collect() }.written())
    }

    fn entries(&self, id: CouncilId, sight: Sight, with_link: bool) -> impl Iterator<Item = Entry<'_>> {
        self.values.get(&id).into_iter().flat_map(move |council| {
            let seen = sight.of(council, self.now);
            council.meetings.iter().map(move |meeting| Entry { council, meeting, seen, with_link })
        })
    }
}
