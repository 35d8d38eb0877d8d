package io.github.kmsjca.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kmsjca.testkit.Report;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import jdk.jfr.Recording;

/**
 * A server that deploys an application again and again, each time with a class loader of its own,
 * on one of the server's threads, with JMX and Flight Recorder on; then looks for what is left.
 */
final class RedeployProbe {
  /** Of one instance: the calls, and the data-key cache. */
  private static final int BEANS = 2;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Of one deployment: what a leak of one class would cost each time is some 25 MiB. */
  private static final long MOST_METASPACE_GROWTH = 4 << 10;

  private RedeployProbe() {}

  /**
   * Runs it.
   *
   * @param args how the application goes; how often it comes; its class path
   */
  public static void main(String[] args) throws Exception {
    Deployment.Departure departure = Deployment.Departure.valueOf(args[0]);
    int times = Integer.parseInt(args[1]);
    URL[] classPath = urls(args[2]);
    ManagementFactory.getPlatformMBeanServer();
    // The last one has its places in JMX until another takes them.
    int held = departure == Deployment.Departure.CLOSES ? 0 : 1;
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    Report report = new Report();
    try (Recording recording = new Recording()) {
      recording.start();
      ExecutorService server = Executors.newSingleThreadExecutor();
      try {
        Remains before = Remains.now();
        Remains first = before;
        for (int i = 0; i < times; i++) {
          loaders.add(server.submit(() -> deploy(classPath, departure)).get());
          if (i == 0) {
            awaitCollected(loaders, held);
            first = Remains.now();
          }
        }
        awaitCollected(loaders, held);
        Remains after = Remains.now();
        System.out.println("before: " + before);
        System.out.println("after the first: " + first);
        System.out.println("after the last: " + after);
        Remains afterFirst = first;
        report.check(
            "loaders", () -> assertThat(collected(loaders)).isGreaterThanOrEqualTo(times - held));
        report.check("threads", () -> assertThat(after.threads()).isEqualTo(before.threads()));
        // The JVM itself opens one with the first of all.
        report.check(
            "sockets", () -> assertThat(after.sockets()).isLessThanOrEqualTo(afterFirst.sockets()));
        report.check("JMX", () -> assertThat(after.beans()).hasSize(BEANS * held));
        report.check(
            "metaspace",
            () ->
                assertThat(after.metaspace() - afterFirst.metaspace())
                    .isLessThan(MOST_METASPACE_GROWTH));
        report.done();
      } finally {
        server.shutdownNow();
      }
    }
  }

  private static WeakReference<ClassLoader> deploy(URL[] classPath, Deployment.Departure departure)
      throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader context = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(loader);
      Class<?> type = loader.loadClass(Deployment.class.getName());
      @SuppressWarnings("unchecked")
      Consumer<String> application = (Consumer<String>) type.getConstructor().newInstance();
      application.accept(departure.name());
      return new WeakReference<>(loader);
    } finally {
      thread.setContextClassLoader(context);
    }
  }

  private static void awaitCollected(List<WeakReference<ClassLoader>> loaders, int held)
      throws InterruptedException, IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end
        && !(collected(loaders) >= loaders.size() - held && Remains.now().threads().isEmpty())) {
      System.gc();
      Thread.sleep(200);
    }
  }

  private static long collected(List<WeakReference<ClassLoader>> loaders) {
    return loaders.stream().filter(loader -> loader.refersTo(null)).count();
  }

  private static URL[] urls(String classPath) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
