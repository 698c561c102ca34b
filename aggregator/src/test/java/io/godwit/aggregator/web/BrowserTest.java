package io.godwit.aggregator.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.godwit.aggregator.web.EventStream.Pace;
import io.godwit.aggregator.web.FailureSamples.Sample;
import io.godwit.common.metrics.Meters;
import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.monitor.ListenAddress;
import io.godwit.common.monitor.Monitor;
import io.godwit.common.run.RunStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, with data that means harm. */
@Timeout(180)
class BrowserTest {

  private static final String IMAGE = "<img src=x onerror=\"window.hacked=1;alert(1)\">";
  private static final String SCRIPT = "</script><script>window.hacked=2</script>";
  private static final String TURNED = "invoice\u202Egpj.exe";
  private static final String WIDTHS =
      "innerWidth + ' ' + (document.documentElement.scrollWidth <= innerWidth)";
  private static final Pace FAST =
      new Pace(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(5), 10);

  private final AtomicReference<Optional<RunStatus>> status =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<List<String>> waits = new AtomicReference<>(List.of());

  /** Samples that no one would like to meet. */
  private static final class Hostile implements FailureSamples {
    @Override
    public Map<ErrorCode, List<Sample>> newest(String run, long failed) {
      return Map.of(
          SampleStatus.CODE,
          List.of(
              new Sample(IMAGE, SCRIPT, "javascript:alert(3)", IMAGE + "\n" + SCRIPT),
              new Sample(PlainText.of(TURNED, 99), "a.csv:1", "", "W".repeat(401)),
              new Sample("", "&lt;i&gt;", "{{7*7}}", "\u05d0\u05d1\u05d2 ${7*7}")));
    }

    @Override
    public void close() {
      // It holds nothing.
    }
  }

  @Test
  void hostileDataStaysTextAndThePageFitsEveryScreen(@TempDir Path folder) throws Exception {
    Optional<Path> binary = Chromium.find();
    if (binary.isEmpty()) {
      System.out.println("skipped: BrowserTest: no chromium on the PATH");
    }
    assumeTrue(binary.isPresent(), "no chromium on the PATH: the page is not opened in a browser");
    try (Chromium browser = new Chromium(binary.get(), folder.resolve("profile"));
        Site site = new Site()) {
      browser.size(1200, 900);
      browser.open("http://127.0.0.1:" + site.monitor.port() + "/");
      awaitText(browser, "phase", "no run yet");

      site.pages.follow(new StatusSource(status::get, waits::get, new Hostile()));
      waits.set(List.of("worker-1: " + IMAGE));
      SampleStatus hostile = SampleStatus.at(3).named(IMAGE + "J".repeat(300), SCRIPT);
      status.set(Optional.of(hostile.ended(new Tally(400, 20, 10, 3)).running()));
      awaitText(browser, "phase", "running");
      await()
          .until(() -> browser.ask("document.querySelectorAll('.samples td').length").equals("12"));

      assertHarmless(browser);
      assertFits(browser);

      site.stop();
      awaitText(browser, "connection", "Godwit has ended");
    }
  }

  private static void assertHarmless(Chromium browser) throws Exception {
    assertThat(browser.ask("document.querySelector('.samples .message').textContent"))
        .isEqualTo(IMAGE + "\n" + SCRIPT);
    assertThat(
            browser.ask("document.querySelector('#failures code + *, .samples code').textContent"))
        .isNotEmpty();
    assertThat(browser.ask("document.getElementById('job').textContent")).startsWith(IMAGE);
    assertThat(browser.ask("document.getElementById('workers').textContent")).startsWith(SCRIPT);
    assertThat(browser.ask("document.getElementById('waits').textContent")).contains(IMAGE);
    assertThat(browser.ask("document.body.textContent.includes('\\u202E')")).isEqualTo("false");
    assertThat(browser.ask("document.images.length + document.scripts.length")).isEqualTo("1");
    assertThat(browser.ask("typeof window.hacked")).isEqualTo("undefined");
    assertThat(browser.events("Page.javascriptDialogOpening")).isEmpty();
    assertThat(browser.events("Runtime.exceptionThrown")).isEmpty();
    assertThat(browser.events("Log.entryAdded")).isEmpty();
    // Not even what is in the page already can turn text into markup or call home.
    assertThat(browser.ask("try { document.body.innerHTML = '<b>'; 'made' } catch (e) { e.name }"))
        .isEqualTo("TypeError");
  }

  private static void assertFits(Chromium browser) throws Exception {
    for (String scheme : List.of("light", "dark")) {
      browser.scheme(scheme);
      for (int width : List.of(320, 360, 840, 1200)) {
        browser.size(width, 800);
        await()
            .untilAsserted(() ->
                assertThat(browser.ask(WIDTHS))
                    .as("%s, %d wide", scheme, width)
                    .isEqualTo(width + " true"));
      }
      assertThat(browser.ask("getComputedStyle(document.body).backgroundColor"))
          .isEqualTo(scheme.equals("light") ? "rgb(253, 252, 250)" : "rgb(21, 23, 26)");
    }
  }

  private static void awaitText(Chromium browser, String id, String text) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() ->
            assertThat(browser.ask("document.getElementById('" + id + "')?.textContent"))
                .startsWith(text));
  }

  /** The page as it is served. */
  private static final class Site implements AutoCloseable {
    private final StatusPages pages = new StatusPages(FAST);
    private final Monitor monitor =
        Monitor.start(ListenAddress.parse("0"), new Meters(), List.of(), pages.handlers());

    void stop() {
      pages.close();
      monitor.close();
    }

    @Override
    public void close() {
      stop();
    }
  }
}
