// SPDX-License-Identifier: Apache-2.0
#include "http/security_headers.h"

#include <gtest/gtest.h>

namespace tilth::http {
namespace {

TEST(SecurityHeaders, NameThisServerAloneUntilOthersAreGiven) {
  const std::string own = content_security_policy();
  EXPECT_EQ(own.find("http"), std::string::npos) << own;
  EXPECT_EQ(own.find('*'), std::string::npos) << own;
  EXPECT_NE(own.find("connect-src 'self';"), std::string::npos) << own;
  const std::vector<std::string> maps{"https://tiles.example.org", "http://10.0.0.5:8080"};
  const std::string with = content_security_policy(maps);
  EXPECT_NE(with.find("img-src 'self' data: blob: https://tiles.example.org http://10.0.0.5:8080;"), std::string::npos)
      << with;
  EXPECT_NE(with.find("connect-src 'self' https://tiles.example.org http://10.0.0.5:8080;"), std::string::npos);
  // Pictures and data alone: no script, style, frame or form.
  std::size_t named = 0;
  for (std::size_t at = with.find("tiles.example"); at != std::string::npos; at = with.find("tiles.example", at + 1))
    ++named;
  EXPECT_EQ(named, 2U) << with;
}

TEST(SecurityHeaders, TakeTheOriginOfAnAddressAndNothingThatCouldSayMore) {
  EXPECT_EQ(origin_of("https://tiles.example.org/{z}/{x}/{y}.png"), "https://tiles.example.org");
  EXPECT_EQ(origin_of("http://10.0.0.5:8080?x=1"), "http://10.0.0.5:8080");
  EXPECT_EQ(origin_of("https://host"), "https://host");
  for (const char* bad : {"", "/tiles/1", "//host/x", "ftp://host/", "https://", "https:///x", "https://*.org/x",
                          "https://a; script-src *", "https://a b/x", "https://user@host/", "https://{s}.host.org/",
                          "https://host:/", "https://host:port/", "https://host:123456/", "https://ho'st/",
                          "https://h,i/", "javascript:alert(1)", "HTTPS://host/"})
    EXPECT_EQ(origin_of(bad), std::nullopt) << bad;
}

TEST(SecurityHeaders, HoldBrowsersToTlsOnlyWhereTheWholeNameIsTheServers) {
  for (const char* name : {"mines.example.org", "mines.example.org:443", "mines.example.org.", "a-b.gov"})
    EXPECT_TRUE(is_strict_host(name)) << name;
  for (const char* name :
       {"", "localhost", "localhost:8443", "tilth.localhost", "tilth", "tilth.local", "TILTH.LAN", "192.168.1.4",
        "192.168.1.4:443", "127.0.0.1", "[::1]", "[::1]:443", "::1", "mines.example.org:8443", "tilth.internal", "."})
    EXPECT_FALSE(is_strict_host(name)) << name;
}

}  // namespace
}  // namespace tilth::http
