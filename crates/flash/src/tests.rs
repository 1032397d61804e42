mod bench;
mod disks;
mod flashing;
mod images;
mod words;
