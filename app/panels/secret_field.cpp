// SPDX-License-Identifier: MIT
#include "panels/secret_field.h"

#include <cstring>
#include <string>

#include <imgui_internal.h>

namespace panels {
namespace {

/// Dear ImGui keeps copies of the field that is being typed into.
template <typename T>
void wipe_copy(ImVector<T>& text)
{
    session::wipe({reinterpret_cast<char*>(text.Data), std::size_t(text.Capacity) * sizeof(T)});
}

}  // namespace

session::Secret SecretField::secret() const
{
    return session::Secret::of({typed.data(), std::strlen(typed.data())});
}

void SecretField::wipe()
{
    session::wipe(typed);
    if (!ImGui::GetCurrentContext()) return;
    ImGuiInputTextState& field = ImGui::GetCurrentContext()->InputTextState;
    wipe_copy(field.TextW);
    wipe_copy(field.TextA);
    wipe_copy(field.InitialTextA);
}

bool secret_field(const char* name, SecretField& field, ImGuiInputTextFlags flags)
{
    const std::string label = "##" + std::string(name);
    const bool listens = (flags & ImGuiInputTextFlags_ReadOnly) == 0;
    const bool has_keyboard = ImGui::GetActiveID() == ImGui::GetID(label.c_str());
    // A popup that appears has its own idea of where the keyboard is to be.
    if (listens && field.focuses && !has_keyboard) ImGui::SetKeyboardFocusHere();
    if (has_keyboard && ImGui::GetIO().WantTextInput) field.focuses = false;
    ImGui::SetNextItemWidth(-1);
    return ImGui::InputTextWithHint(label.c_str(),
                                    name,
                                    field.typed.data(),
                                    field.typed.size(),
                                    ImGuiInputTextFlags_Password |
                                        ImGuiInputTextFlags_EnterReturnsTrue | flags);
}

}  // namespace panels
