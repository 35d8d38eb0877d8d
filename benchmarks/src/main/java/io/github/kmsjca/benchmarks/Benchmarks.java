package io.github.kmsjca.benchmarks;

import io.github.kmsjca.benchmarks.duel.CpuProfiler;
import io.github.kmsjca.benchmarks.harmless.HarmlessBenchmark;
import io.github.kmsjca.benchmarks.harmless.Untouched;
import io.github.kmsjca.benchmarks.latency.ExpiryTable;
import io.github.kmsjca.benchmarks.latency.ExpiryTrial;
import io.github.kmsjca.benchmarks.random.KmsCalls;
import io.github.kmsjca.benchmarks.random.RandomBenchmark;
import io.github.kmsjca.benchmarks.report.Comparison;
import io.github.kmsjca.benchmarks.report.MarkdownReport;
import io.github.kmsjca.benchmarks.report.Run;
import io.github.kmsjca.benchmarks.startup.ClassCounts;
import io.github.kmsjca.benchmarks.startup.LaunchBenchmark;
import io.github.kmsjca.benchmarks.tls.TlsTable;
import io.github.kmsjca.benchmarks.tls.TlsTrial;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the comparisons of {@link Suite} and writes {@code benchmarks-jdk<N>.md} and {@code .svg}.
 * Arguments: folder for the report, {@link Form}, and a part of a target's or benchmark's name to
 * run only that.
 */
public final class Benchmarks {
  private Benchmarks() {}

  /**
   * Runs.
   *
   * @param args folder, form, filter
   */
  @SuppressWarnings("SystemOut") // a program
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    Form form = Form.valueOf(args[1].toUpperCase(Locale.ROOT));
    String only = args.length > 2 ? args[2] : "";
    Filter filter = new Filter(only);
    int feature = Runtime.version().feature();
    MarkdownReport report =
        new MarkdownReport(
            "The provider beside its peers, JDK " + feature,
            Machine.facts(
                form,
                "mvn -q -Pbenchmarks verify -Dbenchmarks.form="
                    + args[1]
                    + (only.isEmpty() ? "" : " -Dbenchmarks.only=" + only)));
    Map<Run, List<Comparison>> byRun =
        Suite.comparisons(form).stream()
            .filter(comparison -> filter.admits(comparison.target(), comparison.run().duel()))
            .collect(
                Collectors.groupingBy(Comparison::run, LinkedHashMap::new, Collectors.toList()));
    boolean expiry = filter.admits("P7", ExpiryTrial.class);
    boolean tls = filter.admits("P13", TlsTrial.class);
    if (byRun.isEmpty() && !expiry && !tls) {
      throw new IllegalArgumentException("no benchmark's name has '" + only + "' in it");
    }
    for (Map.Entry<Run, List<Comparison>> entry : byRun.entrySet()) {
      RunResult result = run(entry.getKey(), form);
      entry.getValue().forEach(comparison -> System.out.println(report.add(comparison, result)));
    }
    if (byRun.keySet().stream().anyMatch(run -> run.duel() == LaunchBenchmark.class)) {
      ClassCounts.sentences().forEach(report::addCount);
    }
    if (byRun.keySet().stream().anyMatch(run -> run.duel() == RandomBenchmark.class)) {
      report.addCount(KmsCalls.sentence(form.randomMebibytes()));
    }
    if (byRun.keySet().stream().anyMatch(run -> run.duel() == HarmlessBenchmark.class)) {
      report.addCount(Untouched.sentence());
    }
    if (expiry) {
      ExpiryTable table = form.expiryTrial().run();
      table.lines().forEach(System.out::println);
      report.addSection(table.lines());
    }
    if (tls) {
      TlsTable table = form.tlsTrial().run();
      table.lines().forEach(System.out::println);
      report.addSection(table.lines());
    }
    System.out.println(
        report.write(folder, "benchmarks-jdk" + feature + (only.isEmpty() ? "" : "-" + only)));
  }

  private static RunResult run(Run run, Form form) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + run.duel().getName().replace(".", "\\.") + "\\.")
            .threads(run.threads())
            .addProfiler(CpuProfiler.class)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    run.parameters().forEach(options::param);
    if (run.duel() == LaunchBenchmark.class) {
      options = form.once(options);
    } else if (run.slow()) {
      options = form.seldom(options);
    } else {
      options = form.repeated(options, run.warmUp(), run.length());
    }
    return new Runner(options.build()).runSingle();
  }
}
