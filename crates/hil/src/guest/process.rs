//! A child process that never outlives us.

use std::{
    ffi::OsStr,
    fs::File,
    io,
    os::unix::process::CommandExt as _,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
};

use anyhow::Context as _;

/// A running program, killed when this is dropped and when this process dies, however it dies.
pub struct Process(Child);

impl Process {
    /// Starts a program that prints into `log`. Call it from the main thread: the system kills the
    /// child when the thread ends that started it.
    pub fn start(
        program: &str,
        arguments: &[impl AsRef<OsStr>],
        log: &Path,
    ) -> anyhow::Result<Self> {
        let output = File::create(log).with_context(|| format!("{}", log.display()))?;
        let mut command = Command::new(program);
        command
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(output.try_clone()?)
            .stderr(output);
        // SAFETY: between fork and exec one system call is made, which allocates nothing.
        unsafe {
            command.pre_exec(
                || match libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) {
                    0 => Ok(()),
                    _ => Err(io::Error::last_os_error()),
                },
            );
        }
        let child = command.spawn().with_context(|| {
            format!("{program} cannot be started; hint: scripts/setup.sh hil installs it")
        })?;
        Ok(Self(child))
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.0.try_wait().ok().flatten()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
