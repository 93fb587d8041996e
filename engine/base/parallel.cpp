// SPDX-License-Identifier: MIT
#include "base/parallel.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace base {

unsigned thread_count(unsigned threads)
{
    return threads != 0 ? threads : std::max(1u, std::thread::hardware_concurrency());
}

void parallel_for(std::size_t count,
                  std::size_t grain,
                  unsigned threads,
                  const std::function<void(std::size_t, std::size_t, unsigned)>& body,
                  const std::function<void()>& between)
{
    const std::size_t pieces = (count + grain - 1) / grain;
    const auto workers =
        static_cast<unsigned>(std::min<std::size_t>(thread_count(threads), pieces));
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::mutex failure_mutex;

    const auto work = [&](unsigned worker) {
        for (std::size_t piece = next++; piece < pieces; piece = next++) {
            try {
                body(piece * grain, std::min(count, (piece + 1) * grain), worker);
                if (worker == 0 && between) between();
            } catch (...) {
                const std::lock_guard lock(failure_mutex);
                if (!failure) failure = std::current_exception();
                next = pieces;
            }
        }
    };

    std::vector<std::jthread> helpers;
    for (unsigned worker = 1; worker < workers; ++worker)
        helpers.emplace_back(work, worker);
    work(0);
    helpers.clear();  // joins them
    if (failure) std::rethrow_exception(failure);
}

}  // namespace base
