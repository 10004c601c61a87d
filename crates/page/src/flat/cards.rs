//! The foot of a flattened page: cards that lead to other reports.

use super::lines::Line;
use crate::clean;
use crate::draft::Draft;
use crate::lexicon::Chrome;
use record::report::Card;

/// More lines than this are an archive, not a choice of other reports.
const MOST_LINES: usize = 200;

/// How far below its first showing a card's title may stand again.
const AGAIN_WITHIN: usize = 4;

/// Reads the lines from the one that opens the cards to the one that opens the foot.
pub(super) fn read(lines: &[Line], draft: &mut Draft) {
    let opened = lines.iter().position(|line| line.chrome == Some(Chrome::Related));
    let Some(opened) = opened else { return };
    let zone = lines[opened + 1..]
        .iter()
        .take_while(|line| !matches!(line.chrome, Some(Chrome::End | Chrome::Comments)));
    let zone: Vec<&Line> = zone.filter(|line| line.chrome.is_none()).take(MOST_LINES).collect();
    let cards = if (0..zone.len()).any(|at| again(&zone, at).is_some()) { twice(&zone) } else { once(&zone) };
    for card in cards {
        let same = |known: &&mut Card| clean::plain(&known.title) == clean::plain(&card.title);
        match draft.related.iter_mut().find(same) {
            Some(known) => {
                known.topic = known.topic.take().or(card.topic);
                known.teaser = known.teaser.take().or(card.teaser);
            }
            None => draft.related.push(card),
        }
    }
}

/// Where the line at `at` stands again shortly after.
fn again(zone: &[&Line], at: usize) -> Option<usize> {
    let same = zone.iter().enumerate().skip(at + 1).take(AGAIN_WITHIN);
    let mut same = same.filter(|(_, line)| line.plain == zone[at].plain);
    same.next().map(|(at, _)| at).filter(|_| zone[at].words >= 2)
}

/// Cards whose title stands twice, as alternative text of its picture and as words: title, topic, title, teaser.
fn twice(zone: &[&Line]) -> Vec<Card> {
    let mut cards: Vec<Card> = Vec::new();
    let mut at = 0;
    while at < zone.len() {
        let Some(second) = again(zone, at) else {
            match cards.last_mut() {
                Some(card) if card.teaser.is_none() && zone[at].words >= 5 => {
                    card.teaser = Some(zone[at].text.clone());
                }
                _ => {}
            }
            at += 1;
            continue;
        };
        let topic = zone[at + 1..second].iter().find(|line| line.words <= 6).map(|line| line.text.clone());
        cards.push(Card { title: zone[at].text.clone(), topic, teaser: None, url: None });
        at = second + 1;
    }
    cards
}

/// Cards whose title stands once: a short topic may stand above it, a longer teaser below.
fn once(zone: &[&Line]) -> Vec<Card> {
    let mut cards: Vec<Card> = Vec::new();
    let mut topic: Option<String> = None;
    for line in zone {
        let cut = line.text.ends_with(['…', '.']) && !line.text.ends_with(['?', '!']);
        match cards.last_mut() {
            Some(card) if card.teaser.is_none() && topic.is_none() && (cut || line.words > 18) => {
                card.teaser = Some(line.text.clone());
            }
            _ if line.words <= 3 => topic = Some(line.text.clone()),
            _ => {
                let title = line.text.clone();
                cards.push(Card { title, topic: topic.take(), teaser: None, url: None });
            }
        }
    }
    cards
}
