// SPDX-License-Identifier: MIT
// The case's passphrase: given for the first time, or changed. A popup of its own.
#pragma once

#include "panels/form.h"
#include "panels/secret_field.h"

#include <string>

namespace panels {

struct PassphraseForm {
    bool is_open = false;
    bool has_one = false;  // the case: it is asked for before it is changed
    bool works = false;    // the case is being sealed
    SecretField now = {}, fresh = {}, again = {};
    std::string problem = {};  // a sentence

    void wipe();
};

/// True once the three are typed and are to be taken.
bool passphrase_form(PassphraseForm& open, const Form& form);

/// Why a passphrase cannot be taken; empty if it can.
std::string problem_of(const PassphraseForm& open);

}  // namespace panels
