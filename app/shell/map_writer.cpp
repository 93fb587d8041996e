// SPDX-License-Identifier: MIT
#include "shell/map_writer.h"

#include "base/error.h"
#include "session/plan.h"
#include "session/verify.h"

#include <utility>

namespace shell {

MapWriter::MapWriter(const geometry::Scan& scan, Write write, std::function<void()> on_done)
    : scan_(scan)
    , write_(std::move(write))
    , on_done_(std::move(on_done))
{
}

MapWriter::~MapWriter()
{
    cancel();
    if (thread_.joinable()) thread_.join();
}

void MapWriter::write(Order order)
{
    base::check(!order_, "one map is written at a time");
    if (thread_.joinable()) thread_.join();
    cancelled_ = false;
    share_ = 0;
    order_ = std::move(order);
    thread_ = std::thread([this, order = *order_] { run(order); });
}

std::optional<MapWriter::Outcome> MapWriter::take()
{
    const std::lock_guard lock(mutex_);
    if (outcome_) order_.reset();
    return std::exchange(outcome_, std::nullopt);
}

/// Throws base::Error with the first promise that the map would not keep.
void MapWriter::check(const session::SessionMap& map)
{
    session::require_no_failed_check(map);
    const base::Progress progress([this](float share) {
        share_ = share;
        return !cancelled_;
    });
    const std::string text = session::text_of(map);
    const session::VerifyReport report =
        session::verify(text, session::session_map_in(text, "The map"), scan_, progress);
    if (!report.kept()) throw base::Error(report.failures.front());
    progress.report(1);
}

void MapWriter::run(const Order& order)
{
    Outcome outcome{order, {}, false};
    try {
        check(*order.plan->map);
        write_(*order.plan->map, order.map, order.csv);
    } catch (const base::Cancelled&) {
        outcome.cancelled = true;
    } catch (const std::exception& problem) {
        outcome.problem = problem.what();
    }
    {
        const std::lock_guard lock(mutex_);
        outcome_ = std::move(outcome);
    }
    on_done_();
}

}  // namespace shell
