// SPDX-License-Identifier: MIT
#include "shell/case_passphrase.h"

#include "base/error.h"
#include "shell/glfw_window.h"
#include "shell/texts.h"

#include <chrono>
#include <memory>
#include <utility>

namespace shell {

void CasePassphrase::ask()
{
    form_ = {.is_open = true, .has_one = subject_.has_passphrase};
    (form_.has_one ? form_.now : form_.fresh).focuses = true;
    if (!subject_.protect)
        form_.problem = say("This plan is kept in no case, so there is nothing to protect: open "
                            "the scan from the start screen to begin one.");
}

void CasePassphrase::leave()
{
    if (works()) return;
    form_.wipe();
    form_ = {};
}

void CasePassphrase::draw(const panels::Form& form)
{
    const bool was_open = form_.is_open;
    const bool takes = panels::passphrase_form(form_, form);
    if (was_open && !form_.is_open) leave();
    if (!takes || !subject_.protect) return;
    form_.problem = panels::problem_of(form_);
    if (form_.problem.empty())
        begin();
    else
        form_.fresh.focuses = true;
}

void CasePassphrase::begin()
{
    struct Typed {
        session::Secret now, fresh;
    };
    const auto typed = std::make_shared<Typed>(form_.now.secret(), form_.fresh.secret());
    form_.wipe();
    form_.works = true;
    work_ = std::async(std::launch::async, [typed, &subject = subject_] {
        struct Wake {
            ~Wake() { GlfwWindow::wake(); }
        } const when_done;
        if (subject.has_passphrase && !subject.opens_with(typed->now)) return false;
        subject.protect(typed->fresh);
        return true;
    });
}

std::optional<std::string> CasePassphrase::follow()
{
    if (!works() || work_.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
        return std::nullopt;
    form_.works = false;
    (form_.has_one ? form_.now : form_.fresh).focuses = true;
    try {
        if (work_.get()) {
            form_ = {};
            return std::exchange(subject_.has_passphrase, true)
                       ? say("The case opens with its new passphrase from now on.")
                       : say("The case is protected: from now on it opens with its passphrase "
                             "only. Ctrl+L locks it.");
        }
        form_.problem = say("That is not the case's passphrase.");
    } catch (const base::Error& problem) {
        form_.problem = problem.what();
    }
    return std::nullopt;
}

}  // namespace shell
