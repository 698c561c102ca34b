package io.godwit.aggregator.report;

import static io.godwit.aggregator.report.ReportFigures.grouped;

import io.godwit.aggregator.report.RunReport.Compared;
import io.godwit.aggregator.report.RunReport.DoneTask;
import io.godwit.aggregator.report.RunReport.Failed;
import io.godwit.aggregator.report.RunReport.FailedClass;
import io.godwit.aggregator.report.RunReport.Outcomes;
import io.godwit.aggregator.report.RunReport.ResultFile;
import io.godwit.aggregator.report.RunReport.Sample;
import io.godwit.aggregator.report.RunReport.SplitBooks;
import io.godwit.aggregator.report.RunReport.WorkerShare;
import io.godwit.common.model.Phase;
import io.godwit.common.replay.ReplayCommandText;
import java.util.List;
import java.util.Set;

/** The tables of the report's page. */
final class HtmlSections {

  /** More splits than this are folded away; one that does not balance opens them. */
  private static final int SPLITS_SHOWN = 20;

  private HtmlSections() {}

  static void failures(Html html, String job, List<FailedClass> classes) {
    if (classes.isEmpty()) {
      return;
    }
    html.markup("<section>\n<h2>What failed</h2>\n");
    for (FailedClass failed : classes) {
      html.markup("<h3>")
          .text(failed.errorClass() + " ")
          .element("span", "count", grouped(failed.records()))
          .markup("</h3>\n<p class=\"note\"><code>")
          .text(ReplayCommandText.of(job, failed.errorClass()))
          .markup("</code></p>\n");
      failed.codes().forEach(code -> failure(html, code));
    }
    html.markup("</section>\n");
  }

  private static void failure(Html html, Failed failed) {
    html.markup("<article class=\"failure\">\n<p class=\"code\">")
        .element("code", failed.code())
        .text(" ")
        .element("span", "count", grouped(failed.records()))
        .markup("</p>\n<p>")
        .text(failed.cause())
        .markup(" <span class=\"remedy\">")
        .text(failed.remedy())
        .markup("</span></p>\n");
    if (!failed.samples().isEmpty()) {
      html.markup("<table class=\"samples\">\n<thead><tr><th scope=\"col\">origin</th>")
          .markup("<th scope=\"col\">key</th><th scope=\"col\">column</th>")
          .markup("<th scope=\"col\">message</th></tr></thead>\n<tbody>\n");
      failed.samples().forEach(sample -> sample(html, sample));
      html.markup("</tbody>\n</table>\n");
    }
    html.markup("</article>\n");
  }

  private static void sample(Html html, Sample sample) {
    html.markup("<tr>");
    code(html, sample.origin());
    code(html, sample.key());
    code(html, sample.column());
    html.element("td", "message", sample.message()).markup("</tr>\n");
  }

  private static void code(Html html, String text) {
    html.markup(text.isEmpty() ? "<td class=\"none\">" : "<td>");
    if (!text.isEmpty()) {
      html.element("code", text);
    }
    html.markup("</td>");
  }

  /** What was refused stands open; of what was done one rarely wants to know. */
  static void tasks(Html html, List<DoneTask> tasks) {
    if (tasks.isEmpty()) {
      return;
    }
    List<DoneTask> refused = tasks.stream().filter(task -> !task.refusal().isEmpty()).toList();
    html.markup("<section>\n<h2>Made at the target</h2>\n");
    refused.forEach(task -> refused(html, task));
    tasks.forEach(task -> task.verified().ifPresent(found -> differing(html, found)));
    html.markup("<details>\n<summary>")
        .text(grouped(tasks.size() - refused.size()) + " of " + grouped(tasks.size()) + " done")
        .markup("</summary>\n<ul>\n");
    tasks.stream()
        .filter(task -> task.refusal().isEmpty())
        .forEach(task -> html.element("li", line(task)).markup("\n"));
    html.markup("</ul>\n</details>\n</section>\n");
  }

  private static String line(DoneTask task) {
    return task.phase()
        + ": "
        + task.name()
        + task.gone().map(rows -> ", " + rows.text()).orElse("")
        + task.verified().map(found -> ", " + found.rows().text()).orElse("");
  }

  private static void differing(Html html, Compared found) {
    if (found.samples().isEmpty()) {
      return;
    }
    html.markup("<article class=\"failure\">\n<p class=\"code\">")
        .text("The target differs: " + found.rows().text())
        .markup("</p>\n<ul>\n");
    found.samples().forEach(row -> html.element("li", DifferingList.text(row)).markup("\n"));
    html.markup("</ul>\n<p>")
        .text("All that was kept of them is in " + DifferingList.NAME + ".")
        .markup("</p>\n</article>\n");
  }

  private static void refused(Html html, DoneTask task) {
    html.markup("<article class=\"failure\">\n<p class=\"code\">")
        .text(
            (Set.of(Phase.GONE.id(), Phase.VERIFY.id()).contains(task.phase())
                    ? "Not done: "
                    : "Not made: ")
                + task.name())
        .markup("</p>\n<p>")
        .text(task.refusal())
        .markup("</p>\n<pre>")
        .text(task.statement())
        .markup("</pre>\n</article>\n");
  }

  static void workers(Html html, List<WorkerShare> workers) {
    if (workers.isEmpty()) {
      return;
    }
    html.markup("<section>\n<h2>Workers</h2>\n");
    head(html, "Worker", "records", "written", "unchanged", "dropped", "failed");
    for (WorkerShare worker : workers) {
      html.markup("<tr>").markup("<th scope=\"row\">").text(worker.name()).markup("</th>");
      html.number(worker.records())
          .number(worker.written())
          .number(worker.unchanged())
          .number(worker.dropped())
          .number(worker.failed())
          .markup("</tr>\n");
    }
    html.markup("</tbody>\n</table></div>\n</section>\n");
  }

  static void splits(Html html, List<SplitBooks> splits) {
    if (splits.isEmpty()) {
      return;
    }
    boolean folded = splits.size() > SPLITS_SHOWN;
    boolean troubled = !splits.stream().allMatch(SplitBooks::balanced);
    html.markup("<section>\n<h2>Splits</h2>\n");
    if (folded) {
      html.markup("<details" + (troubled ? " open" : "") + ">\n<summary>")
          .text("The books of " + grouped(splits.size()) + " splits")
          .markup("</summary>\n");
    }
    head(html, "Split", "read", "written", "unchanged", "dropped", "failed", "");
    splits.forEach(split -> split(html, split));
    html.markup("</tbody>\n</table></div>\n" + (folded ? "</details>\n" : "") + "</section>\n");
  }

  private static void split(Html html, SplitBooks split) {
    Outcomes o = split.outcomes();
    html.markup(split.balanced() ? "<tr>" : "<tr class=\"bad\">")
        .markup("<th scope=\"row\">")
        .text(split.number() + " ")
        .element("span", "soft", split.unit())
        .markup("</th>");
    html.number(o.read())
        .number(o.written())
        .number(o.unchanged())
        .number(o.dropped())
        .number(o.failed())
        .markup("<td class=\"check\">")
        .markup(
            split.balanced()
                ? "<span role=\"img\" aria-label=\"balanced\">\u2713</span>"
                : "<span role=\"img\" aria-label=\"not balanced\">\u2717</span>")
        .markup("</td></tr>\n");
  }

  /** What replays have made of the failures of a run; and that it is one itself. */
  static void replays(Html html, RunReport report) {
    if (report.replayOf().isEmpty() && report.replays().isEmpty()) {
      return;
    }
    html.markup("<section>\n<h2>Replays</h2>\n");
    report
        .replayOf()
        .ifPresent(root ->
            html.element("p", "note", "It takes up again what failed in run " + root + ".")
                .markup("\n"));
    if (!report.replays().isEmpty()) {
      head(html, "Its failures in", "taken", "written", "unchanged", "dropped", "failed");
      for (RunReport.Replay replay : report.replays()) {
        html.markup("<tr>").markup("<th scope=\"row\">").text(replay.run()).markup("</th>");
        html.number(replay.taken())
            .number(replay.written())
            .number(replay.unchanged())
            .number(replay.dropped())
            .number(replay.failed())
            .markup("</tr>\n");
      }
      html.markup("</tbody>\n</table></div>\n");
    }
    html.markup("</section>\n");
  }

  static void files(Html html, List<ResultFile> files) {
    html.markup("<section>\n<h2>Every record by name</h2>\n<ul class=\"files\">\n");
    for (ResultFile file : files) {
      html.markup("<li><a href=\"")
          .text(file.name())
          .markup("\">")
          .text(file.name())
          .markup("</a> ")
          .element("span", "count", grouped(file.records()))
          .markup("</li>\n");
    }
    html.markup("</ul>\n<p class=\"note\">The lists hold keys and messages exactly as they are. ")
        .markup("A spreadsheet may take a field that begins with =, +, \u2212 or @ for a formula: ")
        .markup("import the columns as text, or have the job say <code>report: { csv: defused }")
        .markup("</code>, which puts an apostrophe before each of them.</p>\n</section>\n");
  }

  private static void head(Html html, String first, String... columns) {
    html.markup("<div class=\"scroll\"><table>\n<thead><tr><th scope=\"col\">")
        .text(first)
        .markup("</th>");
    for (String column : columns) {
      html.markup(column.isEmpty() ? "<td></td>" : "<th scope=\"col\" class=\"n\">")
          .text(column)
          .markup(column.isEmpty() ? "" : "</th>");
    }
    html.markup("</tr></thead>\n<tbody>\n");
  }
}
