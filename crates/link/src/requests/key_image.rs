//! Key images, part by part.

use std::time::Instant;

use wire::{
    STALE_MS,
    messages::{Error, ErrorCode, GetKeyImage, KeyImage, Stamp},
};

use super::{
    super::{hub::Hub, results, session::Session},
    refused,
};

/// Bytes of a key image's message beside its data.
const KEY_IMAGE_BYTES: usize = 64;

/// A part of the key image that the session holds.
pub fn key_image(
    session: &mut Session,
    wanted: GetKeyImage,
    now: Instant,
    hub: &Hub,
) -> Result<KeyImage, Box<Error>> {
    let room = session.agreed().map_or(0, |open| open.max_payload);
    let image = session
        .image
        .as_ref()
        .filter(|image| image.view == wanted.view.0);
    let image = image.ok_or_else(|| refused(ErrorCode::ErrorNotAvailable, 0))?;
    if hub.exam().withheld {
        return Err(refused(ErrorCode::ErrorWithheld, 0));
    }
    if wanted.image_id != 0 && wanted.image_id != image.id {
        return Err(refused(ErrorCode::ErrorChanged, 2));
    }
    let rest = image
        .jpeg
        .get(wanted.offset as usize..)
        .filter(|rest| !rest.is_empty());
    let rest = rest.ok_or_else(|| refused(ErrorCode::ErrorOutOfRange, 3))?;
    let mut part = KeyImage {
        view: wanted.view,
        image_id: image.id,
        width: image.size.0,
        height: image.size.1,
        total_bytes: u32::try_from(image.jpeg.len()).unwrap_or(u32::MAX),
        offset: wanted.offset,
        ..KeyImage::default()
    };
    let most = room
        .saturating_sub(KEY_IMAGE_BYTES)
        .min(part.data.capacity());
    let _ = part.data.extend_from_slice(&rest[..most.min(rest.len())]);
    let (frame, time_ms) = image.of;
    let facts = hub.facts();
    let age = results::age_ms(facts.captured, now);
    let age_ms = age.saturating_add(facts.time_ms.saturating_sub(time_ms));
    part.set_stamp(Stamp {
        frame,
        time_ms,
        age_ms,
        stale: !results::is_live(&facts) || age_ms > STALE_MS,
    });
    Ok(part)
}
