// Worker processes that share nothing: jobs go out as bytes, replies come back as bytes and are handed over in the
// order of the jobs. A worker that dies is replaced, and its job is tried once more, carefully.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace gouji::app {

class Workers {
 public:
  struct Tasks {
    // In the worker. `careful`: a worker died of this job before.
    std::function<std::string(const std::string& job, bool careful)> work;
    // In the parent, in the order of the jobs.
    std::function<void(std::string&& reply)> on_reply;
    // In the parent: the reply to a job that two workers died of.
    std::function<std::string(const std::string& job)> on_lost;
  };

  // Workers are started when there is something for them to do.
  Workers(int count, Tasks tasks);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // Waits while all are busy, so that memory stays flat. Fault "worker.failed" where none can be started.
  void submit(std::string job);
  // Until every reply was handed over.
  // While `goes_on` says so; what is under way then is given up.
  void finish(const std::function<bool()>& goes_on = {});

 private:
  struct Job {
    std::uint64_t number = 0;
    std::string bytes;
    bool careful = false;
  };
  struct Worker {
    pid_t process = -1;
    int socket = -1;
    std::deque<Job> jobs;  // the first one is being worked on
    std::string outgoing;  // what the socket has not taken yet
    std::string incoming;
  };

  void start(Worker& worker);
  [[noreturn]] void serve(int socket) const;
  void send(Worker& worker, Job job);
  Worker* free_worker();
  void wait();
  void flush(Worker& worker);
  void receive(Worker& worker);
  void take_replies(Worker& worker);
  void replace(Worker& worker);
  void hand_over();
  bool too_far_ahead() const;

  Tasks tasks_;
  std::vector<Worker> workers_;
  std::map<std::uint64_t, std::string> replies_;  // not handed over yet
  std::uint64_t submitted_ = 0, handed_over_ = 0;
};

}  // namespace gouji::app
