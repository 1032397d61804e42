//! QEMU's command line: which devices the emulated machine has, and how the guest's kernel is
//! started. What the modules in `scripts/hil-guest.sh` are for stands here.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};

/// Processor of the guest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Machine {
    /// A board: Cortex-A72, PL011 serial lines.
    #[value(name = "aarch64")]
    Aarch64,
    /// A PC: quick to try things, no PL011.
    #[value(name = "x86_64")]
    X86_64,
}

/// Pixels of the side display.
pub const DISPLAY: (u32, u32) = (1280, 800);

/// The files through which one running machine is reached.
#[derive(Clone, Debug)]
pub struct Places {
    /// What the kernel and init print.
    pub console: PathBuf,
    /// What QEMU itself prints.
    pub qemu_log: PathBuf,
    /// Socket of the second serial line, /dev/vendor in the guest.
    pub vendor: PathBuf,
    /// Socket of the port to the guest's init.
    pub agent: PathBuf,
    /// Socket of QEMU's monitor, and of a second one: each takes one connection.
    pub monitor: PathBuf,
    /// The second one.
    pub watch: PathBuf,
    /// Folder that is /host in the guest.
    pub host: PathBuf,
}

impl Places {
    /// The places in the folder of one run.
    pub fn of(run: &Path) -> Self {
        Self {
            console: run.join("console.log"),
            qemu_log: run.join("qemu.log"),
            vendor: run.join("vendor.sock"),
            agent: run.join("agent.sock"),
            monitor: run.join("monitor.sock"),
            watch: run.join("watch.sock"),
            host: run.join("host"),
        }
    }
}

impl Machine {
    /// Name of QEMU's program.
    pub fn program(self) -> &'static str {
        match self {
            Self::Aarch64 => "qemu-system-aarch64",
            Self::X86_64 => "qemu-system-x86_64",
        }
    }

    /// The guest's serial line for the tests, and the driver that must be behind it.
    pub fn vendor_line(self) -> (&'static str, &'static str) {
        match self {
            Self::Aarch64 => ("/dev/ttyAMA1", "PL011"),
            Self::X86_64 => ("/dev/ttyS1", "serial"),
        }
    }

    /// All of QEMU's arguments. `guest` is the folder with the kernel and the initramfs.
    pub fn arguments(self, guest: &Path, places: &Places) -> Vec<OsString> {
        let (board, processor, console) = match self {
            Self::Aarch64 => ("virt", "cortex-a72", "ttyAMA0"),
            // The kernel's test of the timer panics where the emulation lags.
            Self::X86_64 => ("q35", "max", "ttyS0 no_timer_check"),
        };
        let path = |before: &str, path: &Path, after: &str| {
            let mut text = OsString::from(before);
            text.push(path);
            text.push(after);
            text
        };
        let socket = |id: &str, file: &Path| {
            path(
                &format!("socket,id={id},path="),
                file,
                ",server=on,wait=off",
            )
        };
        let (width, height) = DISPLAY;
        let mut arguments: Vec<OsString> = vec![];
        // Emulated throughout: the same on every machine, and the only way for a foreign processor.
        for word in ["-accel", "tcg,thread=multi", "-M", board, "-cpu", processor] {
            arguments.push(word.into());
        }
        for word in ["-smp", "2", "-m", "1024", "-nodefaults", "-no-reboot"] {
            arguments.push(word.into());
        }
        arguments.extend(["-display".into(), "none".into()]);
        arguments.extend(["-kernel".into(), path("", &guest.join("vmlinuz"), "")]);
        arguments.extend(["-initrd".into(), path("", &guest.join("initrd.gz"), "")]);
        // A panic ends the machine, and no cursor blinks in the pictures.
        let line = format!("console={console} quiet panic=-1 vt.global_cursor_default=0");
        arguments.extend(["-append".into(), line.into()]);
        let display = format!("virtio-gpu-pci,xres={width},yres={height}");
        arguments.extend(["-device".into(), display.into()]);
        arguments.extend(["-device".into(), "virtio-keyboard-pci".into()]);
        arguments.extend(["-serial".into(), path("file:", &places.console, "")]);
        arguments.extend(["-chardev".into(), socket("vendor", &places.vendor)]);
        arguments.extend(["-serial".into(), "chardev:vendor".into()]);
        arguments.extend(["-device".into(), "virtio-serial-pci".into()]);
        arguments.extend(["-chardev".into(), socket("agent", &places.agent)]);
        let port = "virtserialport,chardev=agent,name=agent";
        arguments.extend(["-device".into(), port.into()]);
        let share = path("local,id=host,path=", &places.host, ",security_model=none");
        arguments.extend(["-fsdev".into(), share]);
        let mount = "virtio-9p-pci,fsdev=host,mount_tag=host";
        arguments.extend(["-device".into(), mount.into()]);
        for socket in [&places.monitor, &places.watch] {
            arguments.extend(["-qmp".into(), path("unix:", socket, ",server=on,wait=off")]);
        }
        arguments
    }
}
