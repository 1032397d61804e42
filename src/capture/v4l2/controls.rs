//! The controls of a device: what there is and how it stands.

use v4l::v4l_sys as sys;
use v4l::v4l2::vidioc;

use super::super::listing::ControlAbout;
use super::Node;
use super::call::{text, zeroed};

/// Most controls that are listed.
const CONTROLS_MAX: usize = 256;

impl Node {
    /// All controls of numbers, in the order of the driver.
    pub(super) fn controls(&self) -> Vec<ControlAbout> {
        let (mut all, mut last) = (Vec::new(), 0);
        while all.len() < CONTROLS_MAX {
            let mut about = sys::v4l2_queryctrl {
                id: last | sys::V4L2_CTRL_FLAG_NEXT_CTRL,
                ..zeroed()
            };
            // A driver whose numbers do not grow would never come to an end.
            if self.call(vidioc::VIDIOC_QUERYCTRL, &mut about).is_err() || about.id <= last {
                break;
            }
            last = about.id;
            all.extend(self.control(&about));
        }
        all
    }

    fn control(&self, about: &sys::v4l2_queryctrl) -> Option<ControlAbout> {
        let kind = match about.type_ {
            sys::v4l2_ctrl_type_V4L2_CTRL_TYPE_INTEGER => "integer",
            sys::v4l2_ctrl_type_V4L2_CTRL_TYPE_BOOLEAN => "boolean",
            sys::v4l2_ctrl_type_V4L2_CTRL_TYPE_MENU => "menu",
            sys::v4l2_ctrl_type_V4L2_CTRL_TYPE_INTEGER_MENU => "integer menu",
            sys::v4l2_ctrl_type_V4L2_CTRL_TYPE_BITMASK => "bits",
            sys::v4l2_ctrl_type_V4L2_CTRL_TYPE_BUTTON => "button",
            _ => return None,
        };
        if about.flags & sys::V4L2_CTRL_FLAG_DISABLED != 0 {
            return None;
        }
        let mut control = sys::v4l2_control {
            id: about.id,
            value: 0,
        };
        let value = self.call(vidioc::VIDIOC_G_CTRL, &mut control).ok();
        let value = value.map(|()| control.value);
        Some(ControlAbout {
            name: text(&about.name),
            kind,
            value,
            meaning: value
                .filter(|_| kind == "menu")
                .and_then(|v| self.menu_item(about.id, v)),
            min: about.minimum,
            max: about.maximum,
            default: about.default_value,
        })
    }

    fn menu_item(&self, id: u32, value: i32) -> Option<String> {
        let mut about = sys::v4l2_querymenu {
            id,
            index: u32::try_from(value).ok()?,
            ..zeroed()
        };
        self.call(vidioc::VIDIOC_QUERYMENU, &mut about).ok()?;
        // SAFETY: plain bytes; of a menu of texts the name was filled. The structure is packed.
        let name = unsafe { about.__bindgen_anon_1.name };
        Some(text(&name))
    }
}
