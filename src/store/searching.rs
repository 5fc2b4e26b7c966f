//! Looking for words in papers, which are in the database and not in memory.
//!
//! May import: `domain`, `access`, `error`, `store`. Who sees which paper is not decided here: what is asked about is given,
//! or what is found is only what may be looked at, and the caller asks the council's value.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use entity::{council, paper, paper_text};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use uuid::Uuid;

use super::{Store, containing, row::column};
use crate::{
    access::door::Sight,
    domain::{
        council::CouncilStatus,
        id::{CouncilId, PaperId},
        search::Question,
        work::PaperVisibility,
    },
    error::Error,
};

/// Open papers in which words were found.
#[derive(Clone, Debug, Default)]
pub struct OpenPapers {
    /// The papers with their councils.
    pub papers: HashSet<(CouncilId, PaperId)>,
    /// The next moment at which an embargo ends, so that more may be found.
    pub changes_at: Option<DateTime<Utc>>,
}

impl Store {
    /// Those of the papers, which the holder of the sight sees, in whose text every word stands.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn papers_with(
        &self,
        sight: Sight,
        among: &[PaperId],
        question: &Question,
    ) -> Result<HashSet<PaperId>, Error> {
        if among.is_empty() || question.is_empty() {
            return Ok(HashSet::new());
        }
        let find = paper_text::Entity::find()
            .filter(paper_text::Column::CouncilId.eq(sight.council().0))
            .filter(paper_text::Column::PaperId.is_in(among.iter().map(|paper| paper.0)))
            .filter(every_word(paper_text::Column::Folded, question));
        let found: Vec<Uuid> = find
            .select_only()
            .column(paper_text::Column::PaperId)
            .into_tuple()
            .all(&self.inner.connections.read)
            .await?;
        Ok(found.into_iter().map(PaperId).collect())
    }

    /// Papers for everybody, of all councils, in whose title or in whose text every word stands; so many at most. What is not
    /// for everybody at this moment is left out already here, since it would take the places of what is; the caller looks
    /// into the values all the same.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_papers_with(
        &self,
        question: &Question,
        now: DateTime<Utc>,
        limit: u64,
    ) -> Result<OpenPapers, Error> {
        if question.is_empty() {
            return Ok(OpenPapers::default());
        }
        let read = &self.inner.connections.read;
        let of_public = || -> Result<_, Error> {
            Ok(paper::Entity::find()
                .join(
                    JoinType::InnerJoin,
                    paper::Entity::belongs_to(council::Entity)
                        .from(paper::Column::CouncilId)
                        .to(council::Column::Id)
                        .into(),
                )
                .filter(council::Column::Visibility.ne(column(&CouncilStatus::Draft)?))
                .filter(paper::Column::Visibility.eq(column(&PaperVisibility::Public)?))
                .filter(paper::Column::WithdrawnAt.is_null()))
        };
        let with_words = Condition::any()
            .add(every_word(paper_text::Column::Folded, question))
            .add(every_word(paper_text::Column::FoldedTitle, question));
        let rows: Vec<(Uuid, Uuid)> = of_public()?
            .join(
                JoinType::InnerJoin,
                paper::Entity::belongs_to(paper_text::Entity)
                    .from((paper::Column::CouncilId, paper::Column::Id))
                    .to((paper_text::Column::CouncilId, paper_text::Column::PaperId))
                    .into(),
            )
            .filter(
                Condition::any().add(paper::Column::EmbargoUntil.is_null()).add(paper::Column::EmbargoUntil.lte(now)),
            )
            .filter(with_words)
            .order_by_desc(paper::Column::CreatedAt)
            .order_by_desc(paper::Column::Id)
            .limit(limit)
            .select_only()
            .columns([paper::Column::CouncilId, paper::Column::Id])
            .into_tuple()
            .all(read)
            .await?;
        let changes_at: Option<DateTime<Utc>> = of_public()?
            .filter(paper::Column::EmbargoUntil.gt(now))
            .order_by_asc(paper::Column::EmbargoUntil)
            .limit(1)
            .select_only()
            .column(paper::Column::EmbargoUntil)
            .into_tuple::<DateTime<Utc>>()
            .one(read)
            .await?;
        let papers = rows.into_iter().map(|(council, paper)| (CouncilId(council), PaperId(paper))).collect();
        Ok(OpenPapers { papers, changes_at })
    }
}

/// That every word stands in the column.
fn every_word(column: paper_text::Column, question: &Question) -> Condition {
    let stands = |word| Expr::col((paper_text::Entity, column)).like(containing(word));
    question.words().map(stands).fold(Condition::all(), Condition::add)
}
