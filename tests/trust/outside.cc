// Data files are untrusted: whatever a package, a table, a document or a query names, nothing outside is opened, nobody
// is connected to, nothing unpacked.
//
//   polgraph_outside PROGRAM
//
// A folder of decoys stands outside, watched by inotify, and a port of this machine listens; each case names them in
// another way, or a device, or itself. Exit status 1 if a decoy was opened, somebody called, a secret was told, or a
// case ended in another way than 0 or 1 with a message.
#include <netinet/in.h>
#include <sys/inotify.h>
#include <sys/socket.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/folder.h"
#include "tests/trust/run.h"

using namespace polgraph::test;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

using Words = std::vector<std::string>;

constexpr const char* kSecret = "decoy-7Q3";

// Files that nothing may open.
class Decoys {
 public:
  explicit Decoys(fs::path folder) : folder_(std::move(folder)), watch_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
    fs::create_directories(folder_);
    for (const char* name : {"table.csv", "schema.json", "secret.txt", "image.svg", "entity.dtd"})
      std::ofstream(folder_ / name) << "id,name\n1," << kSecret << "\n";
    if (watch_ < 0 || inotify_add_watch(watch_, folder_.c_str(), IN_OPEN | IN_ACCESS) < 0)
      throw std::runtime_error("cannot watch " + folder_.string());
  }
  ~Decoys() { close(watch_); }
  Decoys(const Decoys&) = delete;
  Decoys& operator=(const Decoys&) = delete;

  const fs::path& folder() const { return folder_; }
  // Since it was last asked.
  bool were_opened() const {
    char events[4096];
    bool any = false;
    while (read(watch_, events, sizeof events) > 0) any = true;
    return any;
  }

 private:
  fs::path folder_;
  int watch_;
};

// A port that nobody may call.
class Port {
 public:
  Port() : socket_(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (bind(socket_, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(socket_, 16) != 0 ||
        getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
      throw std::runtime_error("cannot listen");
    url_ = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port)) + "/";
  }
  ~Port() { close(socket_); }
  Port(const Port&) = delete;
  Port& operator=(const Port&) = delete;

  const std::string& url() const { return url_; }
  bool was_called() const {
    const int caller = accept(socket_, nullptr, nullptr);
    if (caller >= 0) close(caller);
    return caller >= 0;
  }

 private:
  int socket_;
  std::string url_;
};

class Outside {
 public:
  explicit Outside(std::string program) : program_(std::move(program)), decoys_(folder_.path() / "outside") {
    fs::create_directories(inside());
    decoys_.were_opened();
    if (!content_of(decoys_.folder() / "secret.txt").empty() && !decoys_.were_opened())
      throw std::runtime_error("the watch sees nothing");
    look("a source", {"query", "--source", "s", "--locator", "#a", "MERGE (:Source {id: 's'}) MERGE (:Y {id: 'y'})"});
  }

  int all() {
    for (const std::string& place : places()) {
      packages(place);
      queries(place);
      documents(place);
    }
    std::cout << cases_ << " cases" << std::endl;
    return wrong_;
  }

 private:
  fs::path inside() const { return folder_.path() / "inside"; }
  std::string store() const { return (folder_.path() / "db").string(); }

  // Every way to name what is outside.
  std::vector<std::string> places() const {
    const std::string out = decoys_.folder().string();
    return {"../outside/table.csv",
            "./a/../../outside/table.csv",
            "..\\outside\\table.csv",
            "%2e%2e/outside/table.csv",
            out + "/table.csv",
            "//" + out + "/table.csv",
            "file://" + out + "/table.csv",
            "file:" + out + "/table.csv",
            "link/table.csv",
            "link.csv",
            "~/table.csv",
            "$HOME/table.csv",
            "table.csv|cat " + out + "/table.csv",
            "table.zip#table.csv",
            "/dev/stdin",
            "/proc/self/environ",
            port_.url() + "table.csv",
            "jar:" + port_.url() + "x.zip!/table.csv"};
  }

  void fill_inside() const {
    fs::remove_all(inside());
    fs::create_directories(inside() / "a");
    fs::create_directory_symlink(decoys_.folder(), inside() / "link");
    fs::create_symlink(decoys_.folder() / "table.csv", inside() / "link.csv");
    std::ofstream(inside() / "table.csv") << "id,name\n1,One\n";
    std::ofstream(inside() / "table.zip", std::ios::binary) << "PK\x03\x04" << std::string(60, '\0');
  }

  void tell(const json& package, const std::string& about) {
    std::ofstream(inside() / "datapackage.json") << package.dump();
    look(about, {"load", inside().string()});
  }

  // The place where a path may stand in a package, or where some reader would take one.
  void packages(const std::string& place) {
    const json mapping = {{"kind", "node"}, {"labels", {"X"}}, {"id", "id"}};
    const json good = {{"name", "n"}, {"path", "table.csv"}, {"polgraph", mapping}};
    const auto with = [&](json resource) { return json{{"name", "p"}, {"resources", {std::move(resource)}}}; };
    json changed = good;
    changed["path"] = place;
    fill_inside();
    tell(with(changed), "path " + place);
    changed["path"] = {"table.csv", place};
    tell(with(changed), "second path " + place);
    for (const char* key : {"schema", "dialect", "profile", "$schema", "licenses", "sources", "data", "url", "image"}) {
      changed = good;
      changed[key] = place;
      tell(with(changed), std::string(key) + " " + place);
      changed[key] = {{"$ref", place}, {"path", place}, {"url", place}};
      tell(with(changed), std::string(key) + ".$ref " + place);
      json whole = with(good);
      whole[key] = place;
      tell(whole, std::string("package ") + key + " " + place);
    }
    tell({{"name", "p"}, {"resources", place}}, "resources " + place);
    std::ofstream(inside() / "table.csv") << "id,name\n1,\"=IMPORTDATA(\"\"" << place << "\"\")\"\n2,<img src='"
                                          << place << "'>\n3,<IMG SRC=\"" << place << "\"/>\n";
    tell(with(good), "cells " + place);
    look("picture " + place, {"export", "-o", (inside() / "out.svg").string()});
    look("page " + place, {"dossier", "1", "--format", "html", "-o", (inside() / "out.html").string()});
  }

  void queries(const std::string& place) {
    fill_inside();
    const std::string text = "'" + place + "'";
    look("LOAD CSV " + place, {"query", "--allow-read", inside().string(), "LOAD CSV FROM " + text + " AS r RETURN r"});
    look("LOAD CSV without leave " + place, {"query", "LOAD CSV FROM " + text + " AS r RETURN r"});
  }

  void documents(const std::string& place) {
    fill_inside();
    const std::vector<std::pair<std::string, std::string>> all = {
        {"doc.xml", "<?xml version=\"1.0\"?><!DOCTYPE d SYSTEM \"" + place + "\" [<!ENTITY e SYSTEM \"" + place +
                        "\"><!ENTITY % p SYSTEM \"" + place +
                        "\"> %p;]><d><p id=\"a\">&e;</p><xi:include "
                        "xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"" +
                        place + "\"/></d>"},
        {"doc.html",
         "<html><img src=\"" + place + "\"><script src=\"" + place + "\"></script><iframe src=\"" + place + "\">"},
        {"doc.json", R"({"$ref": ")" + place + R"(", "url": ")" + place + "\"}"},
        {"doc.md", "![x](" + place + ")\n\n{% include " + place + " %}\n"},
        {"doc.csv", "a,b\n1," + place + "\n"},
    };
    for (const auto& [name, content] : all) {
      std::ofstream(inside() / name) << content;
      look("document " + name + " " + place, {"verify", "s=" + (inside() / name).string()});
    }
  }

  void look(const std::string& about, Words command) {
    ++cases_;
    command.insert(command.begin(), {program_, "--db", store()});
    const Ran ran = run(command);
    if (decoys_.were_opened()) wrong(about + ": something outside was opened");
    if (port_.was_called()) wrong(about + ": somebody was called");
    if ((ran.out + ran.err).find(kSecret) != std::string::npos) wrong(about + ": a secret was told");
    const bool told = ran.err.starts_with("polgraph: ") || !ran.out.empty();
    if (ran.status != 0 && (ran.status != 1 || !told))
      wrong(about + ": status " + std::to_string(ran.status) + " " + ran.err);
  }

  void wrong(const std::string& what) {
    ++wrong_;
    std::cout << "WRONG: " << what << std::endl;
  }

  Folder folder_;
  std::string program_;
  Decoys decoys_;
  Port port_;
  int cases_ = 0, wrong_ = 0;
};

}  // namespace

int main(int count, char** words) {
  if (count != 2) {
    std::cerr << "usage: polgraph_outside PROGRAM\n";
    return 2;
  }
  try {
    return Outside(words[1]).all() == 0 ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << error.what() << std::endl;
    return 1;
  }
}
