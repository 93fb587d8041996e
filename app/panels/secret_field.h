// SPDX-License-Identifier: MIT
// A field for a passphrase: it shows dots, and what was typed can be made to be nowhere any more.
#pragma once

#include "session/secret.h"

#include <array>

#include <imgui.h>

namespace panels {

struct SecretField {
    std::array<char, 256> typed{};
    bool focuses = false;  // it is to get the keyboard

    bool is_empty() const { return typed[0] == 0; }
    session::Secret secret() const;
    void wipe();
};

/// Over the whole width; true after Enter.
bool secret_field(const char* name, SecretField& field, ImGuiInputTextFlags flags = 0);

}  // namespace panels
