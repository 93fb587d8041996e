// SPDX-License-Identifier: MIT
#include "panels/bottom_line.h"

#include "shell/texts.h"

#include <fmt/format.h>

namespace panels {
namespace {

void memory(const gpu::Device& device, float width, const Form& form)
{
    const gpu::MemoryReport memory = device.memory();
    const std::string held = fmt::format("GPU {:.0f} MiB", gpu::mebibytes(memory.held()));
    ImGui::SameLine();
    const float at = width - ImGui::CalcTextSize(held.c_str()).x - 18 * form.scale;
    if (at < ImGui::GetCursorPosX()) return;  // a small window
    ImGui::SetCursorPosX(at);
    quiet_text(form, held);
    hint(fmt::format("{}\nskin, zones and points {:.0f} MiB, pictures {:.0f} MiB, transfers "
                     "{:.0f} MiB\n{:.0f} MiB may be used",
                     device.name(),
                     gpu::mebibytes(memory.buffers),
                     gpu::mebibytes(memory.images),
                     gpu::mebibytes(memory.transfers),
                     gpu::mebibytes(memory.budget)));
}

/// Of parts with a dot between them as many as there is room for.
std::string as_much_as_fits(std::string text, float room)
{
    while (ImGui::CalcTextSize(text.c_str()).x > room) {
        const std::size_t last = text.rfind("   ·");
        if (last == std::string::npos) break;
        text.resize(last);
    }
    return text;
}

}  // namespace

void bottom_line(const std::string& remark,
                 const gpu::Device& device,
                 const char* help,
                 float width,
                 const Form& form)
{
    if (!remark.empty()) return sentence(form, Sign::warn, remark);
    ImGui::PushFont(form.type.small);
    const std::string keys = fmt::format("{}   ·   {}", shell::say("? shows all keys"), help);
    ImGui::TextDisabled("%s", as_much_as_fits(keys, ImGui::GetContentRegionAvail().x).c_str());
    ImGui::PopFont();
    memory(device, width, form);
}

}  // namespace panels
