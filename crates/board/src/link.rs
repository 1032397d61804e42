//! Ports of the vendor link, as board files say it.

use serde::Deserialize;

/// `[[link]]`: one for each port.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkPart {
    /// The device, such as `/dev/ttyUSB0`, or `pty`.
    pub port: PortPath,
    /// Bits a second, 1200 to 4000000; left out: 115200.
    #[serde(default)]
    pub baud: Baud,
    /// Flow control; left out: none.
    #[serde(default)]
    pub flow: FlowName,
}

/// A port's name: not empty.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct PortPath(pub String);

impl TryFrom<String> for PortPath {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text.is_empty() {
            return Err("a port needs a path: write /dev/ttyUSB0".to_owned());
        }
        Ok(Self(text))
    }
}

/// Bits a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "u32")]
pub struct Baud(pub u32);

impl Default for Baud {
    fn default() -> Self {
        Self(115_200)
    }
}

impl TryFrom<u32> for Baud {
    type Error = String;

    fn try_from(baud: u32) -> Result<Self, String> {
        if (1_200..=4_000_000).contains(&baud) {
            Ok(Self(baud))
        } else {
            Err(format!("{baud} baud is out of range: 1200 to 4000000"))
        }
    }
}

/// Flow control.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlowName {
    /// None.
    #[default]
    None,
    /// By the lines RTS and CTS.
    RtsCts,
}
