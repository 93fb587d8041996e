// SPDX-License-Identifier: MIT
#include "panels/passphrase_form.h"

#include "panels/popup.h"
#include "session/vault.h"
#include "shell/texts.h"

namespace panels {

using shell::say;

void PassphraseForm::wipe()
{
    for (SecretField* field : {&now, &fresh, &again})
        field->wipe();
}

std::string problem_of(const PassphraseForm& open)
{
    const session::Secret fresh = open.fresh.secret();
    if (fresh.size() < session::least_passphrase_bytes)
        return say("A passphrase needs at least {} letters; three or four words are easy to keep "
                   "in mind and hard to guess.",
                   session::least_passphrase_bytes);
    if (!(fresh == open.again.secret())) return say("The two passphrases differ.");
    return {};
}

namespace {

/// Enter goes on to the next field; true behind the last.
bool fields(PassphraseForm& open)
{
    const ImGuiInputTextFlags flags = open.works ? ImGuiInputTextFlags_ReadOnly : 0;
    if (open.has_one && secret_field(say("The passphrase so far"), open.now, flags))
        open.fresh.focuses = true;
    if (secret_field(say("New passphrase"), open.fresh, flags)) open.again.focuses = true;
    return secret_field(say("The same again"), open.again, flags);
}

}  // namespace

bool passphrase_form(PassphraseForm& open, const Form& form)
{
    bool takes = false;
    const std::string title = std::string(say("Passphrase of the case")) + "###passphrase";
    // In the frame after it was left there is still a popup to be closed.
    if (!open.is_open && !ImGui::IsPopupOpen(title.c_str())) return takes;
    if (!begin_popup(title.c_str(), open.is_open, 480, form)) return takes;
    quiet_text(form,
               say("Whoever opens the case is asked for it. Without it nobody can open the case, "
                   "nor can we: keep it written down, apart from this computer. Copies of before "
                   "stay as they are."));
    ImGui::Dummy({0, 6 * form.scale});
    takes = fields(open);
    if (!open.problem.empty()) sentence(form, Sign::warn, open.problem);
    ImGui::Dummy({0, 6 * form.scale});
    const float between = ImGui::GetStyle().ItemSpacing.x;
    const float width = (ImGui::GetContentRegionAvail().x - between) / 2;
    ImGui::BeginDisabled(open.works);
    if (ImGui::Button(say("Cancel"), {width, 0})) open.is_open = false;
    ImGui::SameLine();
    push_accent();
    takes |= ImGui::Button(open.works     ? say("Sealing ...")
                           : open.has_one ? say("Change it")
                                          : say("Protect the case"),
                           {width, 0});
    pop_accent();
    ImGui::EndDisabled();
    open.is_open |= open.works;  // it cannot be left now
    end_popup(open.is_open);
    return takes && !open.works;
}

}  // namespace panels
