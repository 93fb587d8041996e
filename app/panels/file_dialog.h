// SPDX-License-Identifier: MIT
// Choosing a file to open, where the desktop has no dialog for it (shell/file_chooser.h).
// Everything in it can be done with the keyboard.
#pragma once

#include "panels/form.h"
#include "shell/folder.h"

#include <filesystem>
#include <optional>

namespace panels {

class FileDialog {
public:
    /// Opens it on a folder, with further folders to begin from.
    void open(const std::filesystem::path& folder,
              std::vector<std::filesystem::path> places,
              shell::Sought sought = shell::Sought::scans_and_cases);
    bool is_open() const { return is_open_; }
    /// Draws it if it is open; gives the file once one has been chosen.
    std::optional<std::filesystem::path> draw(const Form& form);

private:
    void go_to(const std::filesystem::path& folder);
    void place_list(const Form& form);
    void path_line(const Form& form);
    void entry_list(const Form& form);
    void entry_line(std::size_t number, const Form& form);
    void buttons(const Form& form);
    void use_keys();
    void take_typed();
    void choose(const shell::FolderEntry& entry);

    bool is_open_ = false;
    shell::Sought sought_ = shell::Sought::scans_and_cases;
    bool begins_ = false;  // it has not been shown yet
    bool focuses_ = false;
    shell::FolderList list_;
    std::vector<std::filesystem::path> places_;
    std::size_t selected_ = SIZE_MAX;
    bool selected_by_key_ = false;
    std::string typed_;
    std::optional<std::filesystem::path> chosen_;
};

}  // namespace panels
