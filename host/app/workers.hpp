// Worker processes behind a wall: jobs go out as bytes, replies come back as bytes and are handed over in the order of
// the jobs. One that dies, or that stays in one call for too long and is ended for it, is replaced; its job is tried
// again, and what it was doing is left out once it is certain that this ended it.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/death.hpp"
#include "base/confinement.hpp"
#include "base/trail.hpp"

namespace gouji::app {

class Workers {
 public:
  struct Tasks {
    // In the worker. `deaths`: of rules or files that have ended workers at this job before and are to be left out,
    // and of files that have done so while they were loaded for any job. A Fault goes on in the parent.
    std::function<std::string(const std::string& job, const std::vector<Death>& deaths)> work;
    // In the parent, in the order of the jobs.
    std::function<void(std::string&& reply)> on_reply;
    // In the parent: the reply to a job that two workers died of without a rule to leave out.
    std::function<std::string(const std::string& job, const Death& death)> on_lost;
    // In the parent: a worker ended of itself, another one has done the job and met nothing. Nobody else would tell.
    std::function<void(const Death& death)> on_recovered;
    Confinement confinement;  // of each worker
  };

  // Workers are started when there is something for them to do.
  Workers(int count, Tasks tasks);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  // Waits while all are busy, so that memory stays flat. Fault "worker.failed" where none can be started.
  void submit(std::string job);
  // The job to each worker that has been started; how many there are.
  int submit_to_each(const std::string& job);
  // A reply that is there already, in its place among those of the jobs.
  void known(std::string reply);
  // Until every reply was handed over.
  // While `goes_on` says so; what is under way then is given up.
  void finish(const std::function<bool()>& goes_on = {});

 private:
  struct Job {
    std::uint64_t number = 0;
    std::string bytes;
    std::vector<Death> deaths;     // what is left out
    std::optional<Death> suspect;  // died of once
    int unplaced = 0;              // deaths that nothing is known of
    std::optional<Death> crashed;  // of itself, not ended from outside
  };
  struct Reply {
    std::string bytes;
    bool fault = false;
  };
  using Clock = std::chrono::steady_clock;
  // How far a worker was when it was last looked at.
  struct Look {
    std::uint64_t beat = 0;
    std::chrono::nanoseconds used{};  // processor time
    Clock::time_point at;
  };
  struct Worker {
    pid_t process = -1;
    int socket = -1;
    std::deque<Job> jobs;  // the first one is being worked on
    std::string outgoing;  // what the socket has not taken yet
    std::string incoming;
    Trail* trail = nullptr;  // shared with the process
    Look look;
    std::optional<Death::Cause> ended;  // by us
  };

  void start(Worker& worker);
  [[noreturn]] void serve(int socket) const;
  void watch();
  void bury(Worker& worker, Death death);
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
  std::map<std::uint64_t, Reply> replies_;  // not handed over yet
  std::vector<Death> at_loading_;           // of files, whatever the job
  std::uint64_t submitted_ = 0, handed_over_ = 0;
};

}  // namespace gouji::app
