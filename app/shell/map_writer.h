// SPDX-License-Identifier: MIT
// Writes a session map beside the window: a thread of its own holds the map against the scan once
// more, by other code than planned it, and writes what kept every promise.
#pragma once

#include "shell/planner.h"

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace shell {

class MapWriter {
public:
    /// Throws base::Error, and then leaves no file.
    using Write = std::function<void(const session::SessionMap&,
                                     const std::filesystem::path& map,
                                     const std::optional<std::filesystem::path>& csv)>;

    /// The scan must outlive this. `on_done` is called on the writer's thread.
    MapWriter(const geometry::Scan& scan, Write write, std::function<void()> on_done);
    ~MapWriter();
    MapWriter(const MapWriter&) = delete;

    struct Order {
        std::shared_ptr<const Plan> plan;  // with a map
        std::filesystem::path map;
        std::optional<std::filesystem::path> csv;
    };
    /// Begins; nothing may be in work.
    void write(Order order);
    bool works() const { return order_.has_value(); }
    float share() const { return share_; }
    void cancel() { cancelled_ = true; }

    /// What became of the order, once it is done.
    struct Outcome {
        Order order;
        std::string problem;  // a sentence; empty: it was written
        bool cancelled = false;
    };
    std::optional<Outcome> take();

private:
    void run(const Order& order);
    void check(const session::SessionMap& map);

    const geometry::Scan& scan_;
    Write write_;
    std::function<void()> on_done_;
    std::optional<Order> order_;  // in work
    std::atomic<float> share_ = 0;
    std::atomic<bool> cancelled_ = false;
    std::mutex mutex_;
    std::optional<Outcome> outcome_;
    std::thread thread_;
};

}  // namespace shell
