//! What comes in: the signal's timings, the state of the input, the 5 V of the cable.

use v4l::v4l_sys as sys;
use v4l::v4l2::vidioc;

use super::super::Signal;
use super::super::signal::{Input, Timings};
use super::Node;
use super::call::{G_DV_TIMINGS, QUERY_DV_TIMINGS, S_DV_TIMINGS, zeroed};

/// States of an input to which nothing is connected that has power.
const NO_POWER: u32 = sys::V4L2_IN_ST_NO_POWER;
/// States of an input with something that cannot be locked to.
const NO_LOCK: u32 = sys::V4L2_IN_ST_NO_H_LOCK
    | sys::V4L2_IN_ST_NO_V_LOCK
    | sys::V4L2_IN_ST_NO_STD_LOCK
    | sys::V4L2_IN_ST_NO_SYNC
    | sys::V4L2_IN_ST_NO_EQU;
/// States of an input without a signal.
const NO_SIGNAL: u32 = sys::V4L2_IN_ST_NO_SIGNAL | sys::V4L2_IN_ST_NO_CARRIER;

/// What the state of an input means; `None` where nothing is wrong. No lock is only told where
/// there is a signal at all.
pub(super) fn signal_of(status: u32) -> Option<Signal> {
    let has = |states: u32| status & states != 0;
    if has(NO_POWER) {
        Some(Signal::NoCable)
    } else if has(NO_SIGNAL) {
        Some(Signal::NoSignal)
    } else if has(NO_LOCK) {
        Some(Signal::NoLock)
    } else {
        None
    }
}

/// Timings for people and for comparison.
pub(super) fn timings_of(timings: &sys::v4l2_dv_timings) -> Timings {
    // SAFETY: plain numbers, whichever arm the driver has filled.
    let bt = unsafe { timings.__bindgen_anon_1.bt };
    let whole = |parts: [u32; 4]| parts.iter().map(|part| f64::from(*part)).sum::<f64>();
    let across = whole([bt.width, bt.hfrontporch, bt.hsync, bt.hbackporch]);
    let mut down = whole([bt.height, bt.vfrontporch, bt.vsync, bt.vbackporch]);
    if bt.interlaced != 0 {
        down += whole([0, bt.il_vfrontporch, bt.il_vsync, bt.il_vbackporch]);
    }
    let fps = { bt.pixelclock } as f64 / (across * down);
    Timings {
        width: bt.width,
        height: bt.height,
        interlaced: bt.interlaced != 0,
        fps: if fps.is_finite() { fps } else { 0.0 },
    }
}

impl Node {
    /// Looks at the socket; with `adopt`, sets the device to the signal found there.
    pub(super) fn look(&self, adopt: bool) -> Input {
        let mut timings: sys::v4l2_dv_timings = zeroed();
        let measured = self.call(QUERY_DV_TIMINGS, &mut timings);
        let missing = match measured.as_ref().err().map(std::io::Error::raw_os_error) {
            None => {
                let found = timings_of(&timings);
                return if adopt && !self.set_timings(timings) {
                    Input::Away(Signal::OutOfRange)
                } else {
                    Input::Present(Some(found))
                };
            }
            Some(Some(libc::ENOLINK)) => Some(Signal::NoSignal),
            Some(Some(libc::ENOLCK)) => Some(Signal::NoLock),
            Some(Some(libc::ERANGE)) => Some(Signal::OutOfRange),
            Some(_) => None,
        };
        let input = self.current_input();
        let told = missing.or(input.and_then(|input| signal_of(input.status)));
        match told {
            Some(Signal::NoSignal) if self.power() == Some(false) => Input::Away(Signal::NoCable),
            Some(signal) => Input::Away(signal),
            None => {
                let analog =
                    input.is_some_and(|input| input.capabilities & sys::V4L2_IN_CAP_STD != 0);
                if adopt && analog {
                    self.adopt_standard();
                }
                Input::Present(None)
            }
        }
    }

    /// Sets the device to a signal; false where it cannot take it. A driver without such a call,
    /// and one that is busy, keeps the timings that it has.
    fn set_timings(&self, mut timings: sys::v4l2_dv_timings) -> bool {
        let set = self.call(S_DV_TIMINGS, &mut timings);
        let code = set.err().and_then(|error| error.raw_os_error());
        !matches!(code, Some(libc::EINVAL | libc::ERANGE))
    }

    /// The timings that the device is set to, where it has any.
    pub(super) fn timings_set(&self) -> Option<Timings> {
        let mut timings: sys::v4l2_dv_timings = zeroed();
        self.call(G_DV_TIMINGS, &mut timings).ok()?;
        Some(timings_of(&timings))
    }

    /// The input that is chosen, where the device has inputs.
    pub(super) fn current_input(&self) -> Option<sys::v4l2_input> {
        let mut index = 0i32;
        self.call(vidioc::VIDIOC_G_INPUT, &mut index).ok()?;
        let mut about = sys::v4l2_input {
            index: index.cast_unsigned(),
            ..zeroed()
        };
        self.call(vidioc::VIDIOC_ENUMINPUT, &mut about).ok()?;
        Some(about)
    }

    /// Whether any HDMI socket sees the 5 V of a source; `None` where the device does not know.
    pub(super) fn power(&self) -> Option<bool> {
        let mut control = sys::v4l2_control {
            id: sys::V4L2_CID_DV_RX_POWER_PRESENT,
            value: 0,
        };
        self.call(vidioc::VIDIOC_G_CTRL, &mut control).ok()?;
        Some(control.value != 0)
    }

    /// Sets an analog input to the television standard that it finds, where it finds one.
    fn adopt_standard(&self) {
        let mut standard: sys::v4l2_std_id = 0;
        let found = self.call(vidioc::VIDIOC_QUERYSTD, &mut standard);
        if found.is_ok() && standard != 0 {
            let _ = self.call(vidioc::VIDIOC_S_STD, &mut standard);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_of_an_input_have_names() {
        assert_eq!(signal_of(0), None);
        // Of linux/videodev2.h: no colour is a picture all the same.
        assert_eq!(signal_of(0x4), None);
        assert_eq!(signal_of(0x1), Some(Signal::NoCable));
        assert_eq!(signal_of(0x2), Some(Signal::NoSignal));
        assert_eq!(signal_of(0x102), Some(Signal::NoSignal));
        for no_lock in [0x100, 0x400, 0x800, 0x1_0000] {
            assert_eq!(signal_of(no_lock), Some(Signal::NoLock), "{no_lock:#x}");
        }
        assert_eq!(signal_of(0x4_0000), Some(Signal::NoSignal));
    }

    #[test]
    fn the_rate_comes_from_clock_and_blanking() {
        let mut timings: sys::v4l2_dv_timings = zeroed();
        // CTA-861 format 16: 1920x1080 at 60 Hz.
        let bt = sys::v4l2_bt_timings {
            width: 1920,
            height: 1080,
            pixelclock: 148_500_000,
            hfrontporch: 88,
            hsync: 44,
            hbackporch: 148,
            vfrontporch: 4,
            vsync: 5,
            vbackporch: 36,
            // SAFETY: a structure of plain numbers.
            ..unsafe { std::mem::zeroed() }
        };
        timings.__bindgen_anon_1.bt = bt;
        let found = timings_of(&timings);
        assert_eq!((found.width, found.height, found.fps), (1920, 1080, 60.0));
        let nothing = timings_of(&zeroed());
        assert_eq!(nothing.fps, 0.0);
        let ntsc = Timings {
            fps: 59.94,
            ..found
        };
        let pal = Timings { fps: 50.0, ..found };
        assert!(found.same(&ntsc) && !found.same(&nothing) && !found.same(&pal));
    }
}
