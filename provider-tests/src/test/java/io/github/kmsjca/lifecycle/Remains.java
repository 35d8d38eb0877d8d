package io.github.kmsjca.lifecycle;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.FlightRecorder;

/**
 * What this JVM holds now that an application may have left behind.
 *
 * @param threads names, those of the JDK's own and of the test apart
 * @param sockets open ones
 * @param beans names in JMX
 * @param events types that Flight Recorder knows, by now or still
 * @param metaspace in KiB
 */
record Remains(
    List<String> threads, long sockets, TreeSet<String> beans, long events, long metaspace) {
  static Remains now() throws IOException {
    return new Remains(
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(
                name ->
                    name.matches("awskms-.*|sdk-.*|idle-.*|.*[Dd]elay.*|ForkJoinPool.*|Thread-.*"))
            .sorted()
            .toList(),
        openSockets(),
        ManagementFactory.getPlatformMBeanServer().queryNames(null, null).stream()
            .map(Object::toString)
            .filter(name -> name.startsWith("io.github.kmsjca"))
            .collect(Collectors.toCollection(TreeSet::new)),
        FlightRecorder.isInitialized() ? eventTypes() : 0,
        metaspaceInUse());
  }

  private static long eventTypes() {
    return FlightRecorder.getFlightRecorder().getEventTypes().stream()
        .filter(type -> type.getName().startsWith("io.github.kmsjca"))
        .count();
  }

  private static long openSockets() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.filter(Remains::isSocket).count();
    }
  }

  private static boolean isSocket(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().startsWith("socket:");
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  private static long metaspaceInUse() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .mapToLong(pool -> pool.getUsage().getUsed() >> 10)
        .sum();
  }
}
