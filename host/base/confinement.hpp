// Walls around a process that runs other people's scripts over other people's files. They are for the rest of its life.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace gouji {

struct Confinement {
  std::size_t memory = 0;  // bytes of address space besides what the process has now; 0: not limited
  std::vector<std::filesystem::path> readable;  // files and folders, with all below; nothing else can be opened
  std::vector<std::filesystem::path> listable;  // folders whose names can be seen, with all below
  bool programs = false;                        // it may start the system's programs and write below `writable`
  std::vector<std::filesystem::path> writable;
  // A verb as a whole: it reads everything, writes below `writable` and starts processes like itself; with `programs`
  // any program.
  bool verb = false;
};

// What there is. Landlock keeps files shut, seccomp system calls; limits (memory, open files, no new rights) every
// Linux has.
struct Walls {
  int landlock = 0;  // version of the kernel's; 0: none
  bool seccomp = false;
  bool complete() const { return landlock > 0 && seccomp; }
};

// From here on, unless `programs` or `verb` allow it: no file is written, no program is started, no connection is made,
// no process is started or signalled, nothing but `readable` is opened. Where the kernel has no Landlock, files can
// still be read; where it has no seccomp, only the limits hold.
Walls confine(const Confinement& wanted);

// What `confine` would find.
Walls walls_here();

}  // namespace gouji
