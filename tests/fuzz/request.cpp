// SPDX-License-Identifier: MIT
// Requests, and the series of visits that one may hold.
#include "session/request.h"
#include "clinic/series.h"
#include "session/case.h"
#include "session/history.h"
#include "session/series.h"
#include "target.h"

namespace {

void hold_to_commands(const session::Request& request)
{
    session::Case made;
    for (const session::Command& command : request.commands) {
        const std::string line = session::line_of(command);
        fuzz::promise(session::line_of(session::command_in(line, "line")) == line,
                      "what a request asks for can be written as commands");
        if (!fuzz::accepted([&] { return session::apply(made, command); })) return;
    }
    fuzz::promise(!made.zones.empty(), "a request makes zones");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = fuzz::text_of(data, size);
    const auto request = fuzz::accepted([&] { return session::request_in(text, "request"); });
    if (request) hold_to_commands(*request);
    const auto series = fuzz::accepted([&] { return session::series_in(text, "request"); });
    if (!series) return 0;
    fuzz::accepted([&] { return clinic::series_findings(series->protocol, {}); });
    const auto days = fuzz::accepted([&] { return clinic::visit_days(series->protocol, {}); });
    fuzz::promise(!days || days->size() == std::size_t(series->protocol.visits),
                  "each visit has its day");
    return 0;
}
