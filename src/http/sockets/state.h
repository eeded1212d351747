// SPDX-License-Identifier: Apache-2.0
// What all connections of a server share.
#pragma once

#include "http/application.h"
#include "http/server.h"
#include "http/sockets/connections.h"
#include "http/sockets/io.h"
#include "http/worker_pool.h"

#include <algorithm>
#include <memory>
#include <thread>
#include <type_traits>
#include <utility>

namespace tilth::http::sockets {

/// All but the pool belongs to the I/O thread.
struct State {
  State(ServerSettings asked, const Application& answers, Log& to, Metrics& counted)
      : settings(std::move(asked)), application(answers), log(to), metrics(counted), connections(settings, metrics) {}

  ServerSettings settings;
  const Application& application;
  Log& log;
  Metrics& metrics;
  std::unique_ptr<ssl::context> tls;  ///< null: the port speaks plain HTTP
  Connections connections;
  std::size_t body_bytes = 0;  ///< of bodies in memory, all requests together
  bool stopping = false;
  asio::io_context io{1};
  /// More threads than cores: handlers wait for the disk. Last, so that it ends before what its work uses.
  WorkerPool pool{std::max<std::size_t>(4, std::size_t{2} * std::thread::hardware_concurrency()), 512};
};

/// Runs `work` on a worker thread and comes back to the I/O thread. False: the queue is full and it did not run.
template <class Work>
awaitable<bool> on_pool(State& state, Work&& work, bool may_refuse) {
  bool taken = true;
  co_await asio::async_initiate<decltype(use_awaitable), void()>(
      [&]<class Handler>(Handler&& handler) {
        auto kept = std::make_shared<std::decay_t<Handler>>(std::forward<Handler>(handler));
        auto alive =
            std::make_shared<asio::executor_work_guard<asio::io_context::executor_type>>(state.io.get_executor());
        auto resume = [&state, kept, alive] { asio::post(state.io, [kept, alive]() mutable { std::move (*kept)(); }); };
        auto job = [&work, resume] {
          work();
          resume();
        };
        if (!may_refuse) {
          state.pool.post(std::move(job));
        } else if (!state.pool.try_post(std::move(job))) {
          taken = false;
          resume();
        }
      },
      use_awaitable);
  co_return taken;
}

}  // namespace tilth::http::sockets
