package io.godwit.aggregator.report;

import static io.godwit.aggregator.report.ReportFigures.duration;
import static io.godwit.aggregator.report.ReportFigures.grouped;
import static io.godwit.aggregator.report.ReportFigures.share;
import static io.godwit.aggregator.report.ReportFigures.span;

import io.godwit.aggregator.report.RunReport.Outcomes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * The report as one page that needs nothing else: no script, no font, no picture. It says first
 * whether the books balance, then the equation, then what failed and what to do about it.
 */
final class HtmlReport {

  private final RunReport report;
  private final Html html = new Html();

  private HtmlReport(RunReport report) {
    this.report = report;
  }

  /** The page. */
  static String of(RunReport report) {
    return new HtmlReport(report).page();
  }

  private String page() {
    html.markup("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .markup("<meta name=\"color-scheme\" content=\"light dark\">\n")
        .element("title", report.job() + " \u00b7 migration report")
        .markup("\n<style>\n" + style() + "</style>\n</head>\n<body>\n<main>\n");
    header();
    verdict();
    equation();
    facts();
    ranges();
    notices();
    HtmlSections.failures(html, report.job(), report.failures());
    HtmlSections.replays(html, report);
    HtmlSections.tasks(html, report.tasks());
    HtmlSections.workers(html, report.workers());
    HtmlSections.splits(html, report.splits());
    HtmlSections.files(html, report.files());
    footer();
    return html.markup("</main>\n</body>\n</html>\n").toString();
  }

  private static String style() {
    try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
      return new String(Objects.requireNonNull(css).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void header() {
    html.markup("<header>\n")
        .element("p", "brand", "Godwit migration report")
        .element("h1", report.job())
        .element("p", "when", span(report.startedAt(), report.finishedAt()))
        .markup("\n</header>\n");
  }

  private void verdict() {
    boolean ok = report.balanced();
    html.markup("<section class=\"verdict " + (ok ? "ok" : "bad") + "\">\n<h2>")
        .markup("<span class=\"mark\" aria-hidden=\"true\">" + (ok ? "\u2713" : "\u2717"))
        .markup("</span> ")
        .text(ok ? "The books balance" : "The books do not balance")
        .markup("</h2>\n");
    if (ok) {
      html.element("p", balancedSentence());
    } else {
      html.element("p", "Do not rely on this run. What does not add up:").markup("\n");
      list(report.discrepancies());
    }
    html.markup("\n</section>\n");
  }

  private void ranges() {
    if (!report.ranges().isEmpty()) {
      html.markup("<section>\n").element("h2", "What was new").markup("\n");
      list(report.ranges());
      html.markup("\n</section>\n");
    }
  }

  private void notices() {
    if (!report.notices().isEmpty()) {
      html.markup("<section>\n").element("h2", "Left to do at the target").markup("\n");
      list(report.notices());
      html.markup("\n</section>\n");
    }
  }

  private void list(List<String> sentences) {
    html.markup("<ul>\n");
    sentences.forEach(sentence -> html.element("li", sentence).markup("\n"));
    html.markup("</ul>");
  }

  private String balancedSentence() {
    long read = report.outcomes().read();
    if (read == 0) {
      return "The source holds no record.";
    }
    return "All "
        + grouped(read)
        + (read == 1 ? " record" : " records")
        + " counted at the source were read, and every one of them has exactly one outcome.";
  }

  private void equation() {
    Outcomes o = report.outcomes();
    html.markup("<dl class=\"equation\" aria-label=\"read equals written plus unchanged plus ")
        .markup("dropped plus failed\">\n");
    term("read", "read", o.read());
    term("written", "written", o.written());
    term("unchanged", "unchanged", o.unchanged());
    term("dropped", "dropped", o.dropped());
    term("failed", "failed", o.failed());
    html.markup("</dl>\n");
    shares(o);
  }

  private void term(String style, String name, long records) {
    html.markup("<div class=\"" + style + (records == 0 ? " zero" : "") + "\">")
        .element("dt", name)
        .element("dd", grouped(records))
        .markup("</div>\n");
  }

  /** The equation once more as lengths; it says nothing new, so it is not read aloud. */
  private void shares(Outcomes o) {
    if (o.ended() == 0) {
      return;
    }
    html.markup("<div class=\"shares\" aria-hidden=\"true\">");
    part("written", o.written());
    part("unchanged", o.unchanged());
    part("dropped", o.dropped());
    part("failed", o.failed());
    html.markup("</div>\n");
  }

  private void part(String style, long records) {
    if (records > 0) {
      // The least is wide enough to be seen: one failed record of a million is there.
      html.markup("<i class=\"" + style + "\" style=\"flex-grow:" + records + "\"></i>");
    }
  }

  private void facts() {
    html.markup("<dl class=\"facts\">\n");
    fact("Duration", duration(report.durationMillis()));
    fact("Average rate", grouped(report.recordsPerSecond()) + " records/s");
    fact("Counted at the source", grouped(report.plan().records()));
    fact("Splits", grouped(report.plan().splits()));
    fact("Failed", share(report.outcomes().failed(), report.outcomes().read()));
    report.becameText().ifPresent(text -> fact("Rows", text));
    html.markup("</dl>\n");
  }

  private void fact(String name, String value) {
    html.markup("<div>").element("dt", name).element("dd", value).markup("</div>\n");
  }

  private void footer() {
    html.markup("<footer>\n<p>Run ")
        .element("code", report.run())
        .markup(" \u00b7 source ")
        .element("code", report.plan().fingerprint())
        .markup("</p>\n<p>Made from the job\u2019s Kafka topics alone: anyone who reads them ")
        .markup("again gets this page, byte for byte.</p>\n</footer>\n");
  }
}
