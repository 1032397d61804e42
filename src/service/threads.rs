//! Where threads of the service run, and before what: cores, and a real-time priority. What the system does not permit is
//! told and left: the service runs without it.

use std::{io, mem};

use crate::board::{CpuPart, ThreadPart};

/// Puts the calling thread where the board wants the one of that name. The warnings of what could not be done.
pub(super) fn place(cpu: &CpuPart, name: &str) -> Vec<String> {
    let part = match name {
        "capture" => &cpu.capture,
        "reading" => &cpu.reading,
        "display" => &cpu.display,
        _ => &None,
    };
    part.as_ref()
        .map_or_else(Vec::new, |part| apply(part, name))
}

fn apply(part: &ThreadPart, name: &str) -> Vec<String> {
    let mut warnings = Vec::new();
    if let Some(cores) = &part.cores
        && let Err(error) = pin(cores)
    {
        warnings.push(format!(
            "the {name} thread cannot run on cores {cores:?} alone: {error}; `nproc` says how many there are"
        ));
    }
    if let Some(priority) = part.realtime
        && let Err(error) = realtime(priority.0)
    {
        let priority = priority.0;
        warnings.push(format!(
            "the {name} thread gets no real-time priority {priority}: {error}; the service needs CAP_SYS_NICE or \
             LimitRTPRIO={priority} in its unit"
        ));
    }
    warnings
}

/// Lets the calling thread run on these cores alone.
fn pin(cores: &[u16]) -> io::Result<()> {
    // SAFETY: a set of cores is plain data, and all zeros are an empty one.
    let mut set: libc::cpu_set_t = unsafe { mem::zeroed() };
    for core in cores {
        if usize::from(*core) >= 8 * size_of::<libc::cpu_set_t>() {
            return Err(io::Error::from_raw_os_error(libc::EINVAL));
        }
        // SAFETY: the core is one that the set has a bit for.
        unsafe { libc::CPU_SET(usize::from(*core), &mut set) };
    }
    // SAFETY: the set lives through the call, and its size is the one given.
    let done = unsafe { libc::sched_setaffinity(0, size_of::<libc::cpu_set_t>(), &raw const set) };
    if done == 0 {
        Ok(())
    } else {
        Err(io::Error::last_os_error())
    }
}

/// Has the calling thread run before all that has no such priority. What it starts has none.
fn realtime(priority: u8) -> io::Result<()> {
    let wanted = libc::sched_param {
        sched_priority: priority.into(),
    };
    let policy = libc::SCHED_FIFO | libc::SCHED_RESET_ON_FORK;
    // SAFETY: the parameters live through the call.
    let done = unsafe { libc::sched_setscheduler(0, policy, &raw const wanted) };
    if done == 0 {
        Ok(())
    } else {
        Err(io::Error::last_os_error())
    }
}

#[cfg(test)]
mod tests {
    use std::{fs, thread};

    use super::*;
    use crate::board::Realtime;

    /// The cores that the calling thread may run on, as the kernel tells it.
    fn cores() -> String {
        let status = fs::read_to_string("/proc/thread-self/status").unwrap();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("Cpus_allowed_list:"));
        line.unwrap().trim().to_owned()
    }

    fn with(part: ThreadPart) -> CpuPart {
        CpuPart {
            capture: Some(part),
            ..CpuPart::default()
        }
    }

    #[test]
    fn a_thread_runs_where_its_board_says_and_others_where_they_did() {
        let first: u16 = cores().split([',', '-']).next().unwrap().parse().unwrap();
        let cpu = with(ThreadPart {
            cores: Some(vec![first]),
            realtime: None,
        });
        thread::spawn(move || {
            let before = cores();
            assert_eq!(place(&cpu, "reading"), Vec::<String>::new());
            assert_eq!(cores(), before);
            assert_eq!(place(&cpu, "capture"), Vec::<String>::new());
            assert_eq!(cores(), first.to_string());
        })
        .join()
        .unwrap();
    }

    #[test]
    fn what_cannot_be_done_is_told_and_changes_nothing() {
        for core in [1_000, u16::MAX] {
            let cpu = with(ThreadPart {
                cores: Some(vec![core]),
                realtime: None,
            });
            let before = cores();
            let warnings = place(&cpu, "capture");
            assert!(
                warnings[0].starts_with("the capture thread cannot run on cores"),
                "{warnings:?}"
            );
            assert_eq!(cores(), before);
        }
    }

    #[test]
    fn a_priority_is_given_or_what_it_needs_is_told() {
        let cpu = with(ThreadPart {
            cores: None,
            realtime: Some(Realtime(5)),
        });
        thread::spawn(move || {
            let warnings = place(&cpu, "capture");
            // SAFETY: it takes no pointer.
            let policy = unsafe { libc::sched_getscheduler(0) };
            let is_realtime = policy & !libc::SCHED_RESET_ON_FORK == libc::SCHED_FIFO;
            assert_eq!(is_realtime, warnings.is_empty());
            assert!(
                warnings
                    .iter()
                    .all(|warning| warning.contains("LimitRTPRIO=5")),
                "{warnings:?}"
            );
        })
        .join()
        .unwrap();
    }
}
