// SPDX-License-Identifier: MIT
#include "shell/case_copy.h"

#include "base/error.h"
#include "shell/texts.h"

#include <fmt/format.h>

#include <system_error>
#include <utility>

namespace shell {

namespace fs = std::filesystem;

fs::path free_copy_name(const fs::path& case_file)
{
    const std::string name = case_file.stem().string(), ending = case_file.extension().string();
    fs::path copy = case_file.parent_path() / (name + " copy" + ending);
    std::error_code refused;
    for (int number = 2; fs::exists(copy, refused); ++number)
        copy = case_file.parent_path() / fmt::format("{} copy {}{}", name, number, ending);
    return copy;
}

CaseCopy::~CaseCopy()
{
    cancel();
}

void CaseCopy::begin(const Subject& subject)
{
    if (works()) return;
    if (!subject.save_copy)
        throw base::Error(say("This plan is kept in no case, so there is nothing to copy: open the "
                              "scan from the start screen to begin one."));
    cancelled_ = false;
    share_ = 0;
    begun_at_ = std::chrono::steady_clock::now();
    const base::Progress progress([this](float share) {
        share_ = share;
        return !cancelled_;
    });
    work_ = std::async(std::launch::async,
                       [this,
                        progress,
                        save = subject.save_copy,
                        file = fs::absolute(free_copy_name(subject.file))] {
                           Outcome outcome{file, {}, false};
                           try {
                               save(file, progress);
                           } catch (const base::Cancelled&) {
                               outcome.cancelled = true;
                           } catch (const std::exception& problem) {
                               outcome.problem = problem.what();
                           }
                           on_done_();
                           return outcome;
                       });
}

bool CaseCopy::takes_long() const
{
    constexpr std::chrono::milliseconds told_after(300);
    return works() && std::chrono::steady_clock::now() - begun_at_ > told_after;
}

std::optional<CaseCopy::Outcome> CaseCopy::take()
{
    if (!works() || work_.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        return std::nullopt;
    return work_.get();
}

}  // namespace shell
