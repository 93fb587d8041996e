// SPDX-License-Identifier: MIT
#include "panels/form.h"

#include <gtest/gtest.h>

namespace {

/// ImGui without a window: one panel with one section, and a mouse.
struct Panel {
    Panel()
    {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {400, 300};
        unsigned char* pixels = nullptr;
        int width = 0, height = 0;
        io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
    }
    ~Panel() { ImGui::DestroyContext(); }
    Panel(const Panel&) = delete;

    /// A frame; tells whether the section's content is to be drawn.
    bool frame()
    {
        ImGui::NewFrame();
        ImGui::SetNextWindowPos({0, 0});
        ImGui::SetNextWindowSize({400, 300});
        ImGui::Begin("panel");
        const bool open = panels::section({}, "Zones");
        title = ImGui::GetItemRectMin();
        ImGui::End();
        ImGui::EndFrame();
        return open;
    }
    /// A press and a release on the title.
    bool click()
    {
        ImGuiIO& io = ImGui::GetIO();
        io.MousePos = {title.x + 5, title.y + 5};
        frame();
        io.MouseDown[0] = true;
        frame();
        io.MouseDown[0] = false;
        frame();
        return frame();
    }

    ImVec2 title;
};

TEST(Section, IsOpenAtFirstAndFoldsAndUnfoldsByAClickOnItsTitle)
{
    Panel panel;
    EXPECT_TRUE(panel.frame());
    EXPECT_FALSE(panel.click());
    EXPECT_TRUE(panel.click());
}

}  // namespace
