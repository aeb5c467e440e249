#include "base/system_call_filter.hpp"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace gouji {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kProcessor = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kProcessor = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t kProcessor = 0;  // none: numbers of calls differ
#endif

constexpr std::uint32_t refuse(int error) { return SECCOMP_RET_ERRNO | static_cast<std::uint32_t>(error); }

class Filter {
 public:
  Filter() {
    add(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch));
    skip_unless(kProcessor, 0, 1);
    add(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    add(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr));
    // No call at all: what a tracer leaves of one that it answers itself.
    on(-1, SECCOMP_RET_ALLOW);
    // A second table of numbers for the same processor.
    program_.push_back({BPF_JMP | BPF_JGE | BPF_K, 0, 1, 0x40000000U});
    add(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
  }

  void on(long call, std::uint32_t verdict) {
    program_.push_back({BPF_JMP | BPF_JEQ | BPF_K, 0, 1, static_cast<std::uint32_t>(call)});
    add(BPF_RET | BPF_K, verdict);
  }

  // Of the call's argument the bits of the mask must be `value`; else `otherwise`.
  void on_argument(long call, int argument, std::uint32_t mask, std::uint32_t value, std::uint32_t otherwise) {
    const std::size_t low = offsetof(seccomp_data, args) + 8 * static_cast<std::size_t>(argument);
    program_.push_back({BPF_JMP | BPF_JEQ | BPF_K, 0, 5, static_cast<std::uint32_t>(call)});
    add(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(low));
    add(BPF_ALU | BPF_AND | BPF_K, mask);
    program_.push_back({BPF_JMP | BPF_JEQ | BPF_K, 0, 1, value});
    add(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    add(BPF_RET | BPF_K, otherwise);
  }

  void otherwise(std::uint32_t verdict) { add(BPF_RET | BPF_K, verdict); }

  bool install() {
    if (kProcessor == 0) return false;
    const sock_fprog program{static_cast<unsigned short>(program_.size()), program_.data()};
    return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;  // NOLINT(cppcoreguidelines-pro-type-vararg)
  }

 private:
  void add(std::uint16_t code, std::uint32_t value) { program_.push_back({code, 0, 0, value}); }
  void skip_unless(std::uint32_t value, std::uint8_t otherwise, std::uint8_t equal) {
    program_.push_back({BPF_JMP | BPF_JEQ | BPF_K, equal, otherwise, value});
  }
  std::vector<sock_filter> program_;
};

// Memory, clocks, signals to itself, reading what was opened, talking over the sockets it has.
constexpr long kHarmless[] = {
    SYS_read,
    SYS_write,
    SYS_readv,
    SYS_writev,
    SYS_pread64,
    SYS_close,
    SYS_lseek,
    SYS_fstat,
    SYS_newfstatat,
    SYS_statx,
    SYS_getdents64,
    SYS_readlinkat,
    SYS_faccessat,
    SYS_getcwd,
    SYS_fcntl,
    SYS_fadvise64,
    SYS_ppoll,
    SYS_recvfrom,
    SYS_munmap,
    SYS_mremap,
    SYS_brk,
    SYS_madvise,
    SYS_futex,
    SYS_sched_yield,
    SYS_sched_getaffinity,
    SYS_getrandom,
    SYS_clock_gettime,
    SYS_clock_getres,
    SYS_clock_nanosleep,
    SYS_nanosleep,
    SYS_gettimeofday,
    SYS_getrusage,
    SYS_getpid,
    SYS_getppid,
    SYS_gettid,
    SYS_getuid,
    SYS_geteuid,
    SYS_getgid,
    SYS_getegid,
    SYS_uname,
    SYS_sysinfo,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_sigaltstack,
    SYS_restart_syscall,
    // A clock that stops a script from inside.
    SYS_setitimer,
    SYS_getitimer,
    SYS_timer_create,
    SYS_timer_settime,
    SYS_timer_gettime,
    SYS_timer_delete,
    SYS_exit,
    SYS_exit_group,
#ifdef SYS_faccessat2
    SYS_faccessat2,
#endif
#ifdef SYS_rseq
    SYS_rseq,
#endif
#ifdef SYS_stat
    SYS_stat,
    SYS_lstat,
    SYS_access,
    SYS_readlink,
    SYS_poll,
    SYS_time,
    SYS_arch_prctl,
#endif
};

// Nobody means these by accident.
constexpr long kAttacks[] = {SYS_execve,           SYS_execveat,          SYS_socket, SYS_connect, SYS_bind, SYS_ptrace,
                             SYS_process_vm_readv, SYS_process_vm_writev, SYS_kill,   SYS_tkill};

// What a program that reads an office file or a PDF never needs.
constexpr long kNotForPrograms[] = {SYS_ptrace,
                                    SYS_process_vm_readv,
                                    SYS_process_vm_writev,
                                    SYS_mount,
                                    SYS_umount2,
                                    SYS_pivot_root,
                                    SYS_chroot,
                                    SYS_setns,
                                    SYS_unshare,
                                    SYS_bpf,
                                    SYS_perf_event_open,
                                    SYS_keyctl,
                                    SYS_add_key,
                                    SYS_request_key,
                                    SYS_init_module,
                                    SYS_finit_module,
                                    SYS_delete_module,
                                    SYS_kexec_load,
                                    SYS_reboot,
                                    SYS_swapon,
                                    SYS_swapoff,
                                    SYS_userfaultfd,
                                    SYS_settimeofday,
                                    SYS_clock_settime,
                                    SYS_open_by_handle_at};

bool install_for_evaluation() {
  Filter filter;
  for (const long call : kHarmless) filter.on(call, SECCOMP_RET_ALLOW);
  constexpr std::uint32_t kWriting = O_ACCMODE | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY) | O_PATH;
  filter.on_argument(SYS_openat, 2, kWriting, O_RDONLY, refuse(EACCES));
#ifdef SYS_open
  filter.on_argument(SYS_open, 1, kWriting, O_RDONLY, refuse(EACCES));
#endif
  filter.on_argument(SYS_mmap, 2, PROT_EXEC, 0, refuse(EACCES));
  filter.on_argument(SYS_mprotect, 2, PROT_EXEC, 0, refuse(EACCES));
  filter.on_argument(SYS_sendto, 4, ~std::uint32_t{0}, 0, refuse(EACCES));    // over a socket it has, to nobody else
  filter.on_argument(SYS_prlimit64, 2, ~std::uint32_t{0}, 0, refuse(EPERM));  // asks, sets nothing
  filter.on_argument(SYS_tgkill, 0, ~std::uint32_t{0}, static_cast<std::uint32_t>(::getpid()), refuse(EPERM));
  for (const long call : kAttacks) filter.on(call, SECCOMP_RET_KILL_PROCESS);
  filter.otherwise(refuse(EPERM));
  return filter.install();
}

bool install_for_programs(bool without_others) {
  Filter filter;
  if (without_others) {
    for (const long call : {SYS_execve, SYS_execveat}) filter.on(call, refuse(EACCES));
  }
  for (const long call : kNotForPrograms) filter.on(call, refuse(EPERM));
  filter.on_argument(SYS_socket, 0, ~std::uint32_t{0}, AF_UNIX, refuse(EACCES));
  filter.otherwise(SECCOMP_RET_ALLOW);
  return filter.install();
}

}  // namespace

bool filter_system_calls(SystemCalls wanted) {
  return wanted == SystemCalls::evaluation ? install_for_evaluation()
                                           : install_for_programs(wanted == SystemCalls::verb);
}

bool has_system_call_filter() {
  // Asking with no filter: EFAULT where there is such a thing, EINVAL where not.
  return kProcessor != 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, nullptr) != 0 && errno == EFAULT;
}

}  // namespace gouji
