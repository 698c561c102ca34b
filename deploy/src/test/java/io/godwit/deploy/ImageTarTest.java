package io.godwit.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.Skip;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tar that Jib makes, where the profile that makes it is on. */
final class ImageTarTest {

  /** Told by the profile, so that the tar of an earlier build is not taken for this one's. */
  private static final String TAR = System.getProperty("godwit.image.tar", "");

  private final Map<String, byte[]> entries = new HashMap<>();

  @BeforeEach
  void read() throws IOException {
    Skip.unless(
        ImageTarTest.class,
        !TAR.isEmpty(),
        "no tar is made: mvn -Pimage-tar -Dimage.base=scratch -pl deploy -am verify does");
    try (InputStream file = new BufferedInputStream(Files.newInputStream(Path.of(TAR)))) {
      entries.putAll(untar(file));
    }
  }

  @Test
  void itStartsTheCommandWithTheOptionsOfTheEntryPointAsNobody() throws IOException {
    JsonNode manifest = json("manifest.json").get(0);
    JsonNode config = json(manifest.at("/Config").asString()).get("config");
    List<String> entrypoint = texts(config.get("Entrypoint"));
    assertThat(entrypoint).startsWith("java").endsWith("/app/libs/*", "io.godwit.cli.Main");
    Matcher options =
        Pattern.compile("(?<= )(-XX|--[a-z]|-Dsun)[^ ]+")
            .matcher(
                Files.readString(Image.ROOT.resolve("deploy/image/godwit"))
                    .lines()
                    .dropWhile(line -> !line.startsWith("exec "))
                    .reduce("", (all, line) -> all + " " + line));
    assertThat(options.results().map(found -> found.group()).toList())
        .hasSizeGreaterThan(5)
        .isSubsetOf(entrypoint);
    assertThat(config.at("/User").asString()).isEqualTo("10001:10001");
    assertThat(config.at("/WorkingDir").asString()).isEqualTo("/work");
    assertThat(texts(config.get("Env"))).contains("GODWIT_LOG=json");
  }

  @Test
  void itsLayersAreTheClassPathOfTheOtherImage() throws IOException {
    List<String> files = new ArrayList<>();
    for (String layer : texts(json("manifest.json").get(0).get("Layers"))) {
      try (InputStream zipped = new GZIPInputStream(new ByteArrayInputStream(entries.get(layer)))) {
        files.addAll(untar(zipped).keySet());
      }
    }
    List<String> jars =
        List.of(Files.readString(Image.ROOT.resolve("deploy/target/class-path")).split(":"))
            .stream()
            .map(jar -> "app/libs/" + Path.of(jar).getFileName())
            .toList();
    assertThat(files.stream().filter(file -> file.startsWith("app/libs/")))
        .containsExactlyInAnyOrderElementsOf(jars);
  }

  private JsonNode json(String entry) {
    return JsonMapper.shared().readTree(entries.get(entry));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(entry -> texts.add(entry.asString()));
    return texts;
  }

  private static Map<String, byte[]> untar(InputStream from) throws IOException {
    Map<String, byte[]> files = new HashMap<>();
    TarArchiveInputStream tar = new TarArchiveInputStream(from);
    for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      if (entry.isFile()) {
        files.put(entry.getName(), tar.readAllBytes());
      }
    }
    return files;
  }
}
