// SPDX-License-Identifier: MIT
// The question for a locked case's passphrase. It tells what went wrong inside itself, and nothing
// of the patient; the file's name only to whoever has just chosen it.
#pragma once

#include "panels/form.h"
#include "panels/secret_field.h"

#include <string>

namespace panels {

struct LockScreen {
    std::string name;             // of the case's file
    bool is_open_behind = false;  // else it is to be opened
    bool works = false;           // a passphrase is being tried
    std::string problem = {};     // a sentence
    SecretField passphrase = {.focuses = true};
};

enum class LockWish { none, opens, leaves };

LockWish lock_screen(LockScreen& screen, const Form& form);
/// In the frame in which the question is no longer asked.
void close_lock_screen(const Form& form);

}  // namespace panels
