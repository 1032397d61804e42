//! Which connector is taken, in which mode, and what drives it.

use drm::control::{Device as _, Mode, ModeTypeFlags, connector, crtc, framebuffer};

use super::{DisplayMode, Look, PanelError, Wanted, buffer::Buffer, card::Card};

/// Modes that a message lists.
const TOLD_MAX: usize = 8;

/// A connector that shows a mode.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Output {
    connector: connector::Handle,
    crtc: crtc::Handle,
    mode: Mode,
}

impl Output {
    /// The connector and mode that are wanted, where something is plugged in.
    pub fn find(card: &Card, wanted: &Wanted<'_>) -> Result<Self, PanelError> {
        let resources = card.resource_handles().map_err(|e| card.fault(e))?;
        let mut there = Vec::new();
        for handle in resources.connectors() {
            let info = card
                .get_connector(*handle, true)
                .map_err(|e| card.fault(e))?;
            there.push(info);
        }
        let named =
            |info: &&connector::Info| wanted.connector.is_none_or(|n| info.to_string() == n);
        if !there.iter().any(|info| named(&info)) {
            let names: Vec<_> = there.iter().map(ToString::to_string).collect();
            return Err(PanelError::NoConnector {
                device: card.name().to_owned(),
                connector: wanted.connector.unwrap_or("at all").to_owned(),
                there: match &names[..] {
                    [] => "the card has none".to_owned(),
                    names => names.join(", "),
                },
            });
        }
        let plugged = |info: &&connector::Info| info.state() == connector::State::Connected;
        match there.iter().filter(named).find(plugged) {
            Some(info) => Self::of(card, info, wanted.mode),
            None => Err(PanelError::Unplugged {
                device: card.name().to_owned(),
                connector: wanted.connector.unwrap_or("any connector").to_owned(),
            }),
        }
    }

    /// The same connector as it is now.
    pub fn as_it_is(
        &self,
        card: &Card,
        mode: Option<DisplayMode>,
        look: Look,
    ) -> Result<Self, PanelError> {
        let info = card
            .get_connector(self.connector, look == Look::Asked)
            .map_err(|e| card.fault(e))?;
        if info.state() != connector::State::Connected {
            return Err(PanelError::Unplugged {
                device: card.name().to_owned(),
                connector: info.to_string(),
            });
        }
        Self::of(card, &info, mode)
    }

    fn of(
        card: &Card,
        info: &connector::Info,
        wanted: Option<DisplayMode>,
    ) -> Result<Self, PanelError> {
        let offered: Vec<_> = info.modes().iter().map(Offered::from).collect();
        let mode = chosen(&offered, wanted).and_then(|at| info.modes().get(at));
        let mode = mode.ok_or_else(|| PanelError::NoMode {
            device: card.name().to_owned(),
            connector: info.to_string(),
            mode: wanted.map_or_else(|| "at all".to_owned(), |mode| mode.to_string()),
            there: told(&offered),
        })?;
        let crtc = crtc_of(card, info).ok_or_else(|| PanelError::Unusable {
            device: card.name().to_owned(),
            what: format!("nothing can drive {info}"),
        })?;
        Ok(Self {
            connector: info.handle(),
            crtc,
            mode: *mode,
        })
    }

    /// Size of the mode, pixels.
    pub fn size(&self) -> (u32, u32) {
        let (width, height) = self.mode.size();
        (width.into(), height.into())
    }

    /// What drives the connector.
    pub fn crtc(&self) -> crtc::Handle {
        self.crtc
    }

    /// Sets the mode, with a buffer of its size.
    pub fn light(&self, card: &Card, buffer: &Buffer) -> Result<(), PanelError> {
        let shown: framebuffer::Handle = buffer.framebuffer();
        let to = [self.connector];
        card.set_crtc(self.crtc, Some(shown), (0, 0), &to, Some(self.mode))
            .map_err(|e| card.fault(e))
    }
}

/// What matters of a mode.
#[derive(Clone, Copy, Debug)]
struct Offered {
    size: (u16, u16),
    hz: u32,
    preferred: bool,
}

impl From<&Mode> for Offered {
    fn from(mode: &Mode) -> Self {
        Self {
            size: mode.size(),
            hz: mode.vrefresh(),
            preferred: mode.mode_type().contains(ModeTypeFlags::PREFERRED),
        }
    }
}

/// The place of the first mode that is as wanted; where none is, of the preferred one, or else of the first.
fn chosen(offered: &[Offered], wanted: Option<DisplayMode>) -> Option<usize> {
    let Some(wanted) = wanted else {
        let preferred = offered.iter().position(|mode| mode.preferred);
        return preferred.or((!offered.is_empty()).then_some(0));
    };
    let rate = |mode: &Offered| wanted.hz.is_none_or(|hz| mode.hz == u32::from(hz));
    offered
        .iter()
        .position(|mode| mode.size == wanted.size && rate(mode))
}

fn told(offered: &[Offered]) -> String {
    let name = |mode: &Offered| format!("{}x{}@{}", mode.size.0, mode.size.1, mode.hz);
    let mut names: Vec<_> = offered.iter().map(name).collect();
    names.dedup();
    names.truncate(TOLD_MAX);
    if names.is_empty() {
        "it has none".to_owned()
    } else {
        names.join(", ")
    }
}

/// What drives the connector now, or the first that can.
fn crtc_of(card: &Card, info: &connector::Info) -> Option<crtc::Handle> {
    let now = info.current_encoder();
    let now = now.and_then(|encoder| card.get_encoder(encoder).ok()?.crtc());
    let resources = card.resource_handles().ok()?;
    let can = || {
        let encoders = info.encoders().iter();
        let mut encoders = encoders.filter_map(|encoder| card.get_encoder(*encoder).ok());
        encoders.find_map(|encoder| {
            let fitting = resources.filter_crtcs(encoder.possible_crtcs());
            fitting.first().copied()
        })
    };
    now.or_else(can)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mode_of_the_board_file_is_taken_or_the_preferred_one() {
        let offered = [
            (1920, 1080, 60, false),
            (1280, 800, 75, false),
            (1280, 800, 60, true),
        ];
        let offered = offered.map(|(width, height, hz, preferred)| Offered {
            size: (width, height),
            hz,
            preferred,
        });
        let wanted = |text: &str| chosen(&offered, Some(text.parse().unwrap()));
        assert_eq!(chosen(&offered, None), Some(2));
        assert_eq!(chosen(&offered[..2], None), Some(0));
        assert_eq!(wanted("1280x800"), Some(1));
        assert_eq!(wanted("1280x800@60"), Some(2));
        assert_eq!((wanted("800x480"), wanted("1920x1080@50")), (None, None));
        assert_eq!(chosen(&[], None), None);
        assert_eq!(told(&offered), "1920x1080@60, 1280x800@75, 1280x800@60");
    }
}
