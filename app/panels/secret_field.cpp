// SPDX-License-Identifier: MIT
#include "panels/secret_field.h"

#include <cstring>
#include <string>
#include <utility>

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
    const bool listens = (flags & ImGuiInputTextFlags_ReadOnly) == 0;
    if (listens && std::exchange(field.focuses, false)) ImGui::SetKeyboardFocusHere();
    ImGui::SetNextItemWidth(-1);
    return ImGui::InputTextWithHint(("##" + std::string(name)).c_str(),
                                    name,
                                    field.typed.data(),
                                    field.typed.size(),
                                    ImGuiInputTextFlags_Password |
                                        ImGuiInputTextFlags_EnterReturnsTrue | flags);
}

}  // namespace panels
