// SPDX-License-Identifier: MIT
#include "cli/passphrase_input.h"

#include "base/error.h"
#include "session/vault.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>

#include <fcntl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

namespace cli {
namespace {

namespace fs = std::filesystem;
using session::Secret;

constexpr std::size_t most_bytes = 1024;
constexpr unsigned char ctrl_c = 3;

class Descriptor {
public:
    Descriptor(const char* file, int flags)
        : fd_(::open(file, flags | O_CLOEXEC | O_NOCTTY))
    {
    }
    Descriptor(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (fd_ >= 0) ::close(fd_);
    }
    int get() const { return fd_; }

private:
    int fd_;
};

/// Byte by byte into locked memory: no buffer of a library keeps a part of it.
Secret line_from(int fd, const std::string& name)
{
    Secret line(most_bytes);
    std::size_t size = 0;
    for (ssize_t count = 1; size < most_bytes; ++size) {
        while ((count = ::read(fd, line.data() + size, 1)) < 0 && errno == EINTR) {
        }
        if (count < 0)
            throw base::Error(fmt::format("Cannot read {}: {}.", name, std::strerror(errno)));
        if (count == 0 || line.data()[size] == '\n') break;
        if (line.data()[size] == ctrl_c) throw base::Error("Interrupted.");
    }
    if (size == most_bytes) throw base::Error(fmt::format("{}: no passphrase is so long.", name));
    if (size > 0 && line.data()[size - 1] == '\r') --size;
    line.shorten(size);
    return line;
}

/// The terminal that the program was started from, wherever its output goes.
class Terminal {
public:
    Terminal()
        : tty_("/dev/tty", O_RDWR)
    {
    }
    bool is_there() const { return tty_.get() >= 0; }

    Secret ask(std::string_view question) const
    {
        const Quiet quiet(tty_.get());
        print(question);
        Secret answer = line_from(tty_.get(), "the terminal");
        print("\n");
        return answer;
    }

private:
    /// Typed letters are not shown, and Ctrl-C is a letter: a program that it ended at once would
    /// leave a terminal that shows nothing.
    class Quiet {
    public:
        explicit Quiet(int fd)
            : fd_(fd)
        {
            ::tcgetattr(fd_, &before_);
            termios quiet = before_;
            quiet.c_lflag &= ~tcflag_t(ECHO | ISIG);
            quiet.c_cc[VEOL] = ctrl_c;  // it ends the line, and so reaches us
            ::tcsetattr(fd_, TCSAFLUSH, &quiet);
        }
        Quiet(const Quiet&) = delete;
        ~Quiet() { ::tcsetattr(fd_, TCSAFLUSH, &before_); }

    private:
        int fd_;
        termios before_{};
    };

    void print(std::string_view text) const
    {
        [[maybe_unused]] const ssize_t ignored = ::write(tty_.get(), text.data(), text.size());
    }

    Descriptor tty_;
};

Secret asked(std::string_view question)
{
    const Terminal terminal;
    if (!terminal.is_there())
        throw base::Error("A passphrase is needed, and there is no terminal to ask for it: give it "
                          "with --passphrase-file.");
    return terminal.ask(question);
}

}  // namespace

Secret passphrase_in(const fs::path& file)
{
    const Descriptor opened(file.c_str(), O_RDONLY);
    struct stat status {};
    if (opened.get() < 0 || ::fstat(opened.get(), &status) != 0)
        throw base::Error(fmt::format("Cannot read {}: {}.", file.string(), std::strerror(errno)));
    if (S_ISREG(status.st_mode) && (status.st_mode & 077) != 0)
        throw base::Error(fmt::format("{} can be read by others than its owner: chmod 600 it, and "
                                      "think of who may have copied it.",
                                      file.filename().string()));
    return line_from(opened.get(), file.string());
}

Secret passphrase_of(const std::optional<fs::path>& file)
{
    return file ? passphrase_in(*file) : asked("Passphrase: ");
}

Secret new_passphrase_of(const std::optional<fs::path>& file)
{
    Secret passphrase = file ? passphrase_in(*file) : asked("New passphrase: ");
    if (passphrase.size() < session::least_passphrase_bytes)
        throw base::Error(fmt::format("A passphrase needs at least {} letters; three or four words "
                                      "that nobody would put together are good.",
                                      session::least_passphrase_bytes));
    if (!file && !(asked("The same again: ") == passphrase))
        throw base::Error("The two passphrases differ.");
    return passphrase;
}

}  // namespace cli
