// SPDX-License-Identifier: MIT
// Gives the case that is open a passphrase, or another one. Sealing takes a second and more: beside
// the window, which holds everything else off the case until then.
#pragma once

#include "panels/passphrase_form.h"
#include "shell/window_shell.h"

#include <future>
#include <optional>
#include <string>

namespace shell {

class CasePassphrase {
public:
    explicit CasePassphrase(Subject& subject)
        : subject_(subject)
    {
    }

    void ask();
    /// What was typed is nowhere any more; what is being sealed goes on.
    void leave();
    bool asks() const { return form_.is_open; }
    /// A field is still to get the keyboard.
    bool seeks_focus() const
    {
        return asks() && !works() &&
               (form_.now.focuses || form_.fresh.focuses || form_.again.focuses);
    }
    bool works() const { return work_.valid(); }
    /// Why the last one that was typed could not be taken.
    const std::string& problem() const { return form_.problem; }
    void draw(const panels::Form& form);
    /// A sentence once the case has its passphrase.
    std::optional<std::string> follow();

private:
    void begin();

    Subject& subject_;
    panels::PassphraseForm form_;
    std::future<bool> work_;  // false: the one so far was another
};

}  // namespace shell
