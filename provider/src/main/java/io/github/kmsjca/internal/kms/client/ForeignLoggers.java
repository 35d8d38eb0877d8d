package io.github.kmsjca.internal.kms.client;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loggers of other libraries as these themselves have them: by the logging library that the
 * class loader of their own classes finds, which need not be the one that ours finds.
 */
final class ForeignLoggers {
  private static final String SLF4J = "org.slf4j.LoggerFactory";
  private static final String SLF4J_LOGGER = "org.slf4j.Logger";
  private static final String COMMONS = "org.apache.commons.logging.LogFactory";
  private static final String COMMONS_LOG = "org.apache.commons.logging.Log";

  /** {@code null} is the JVM's own, whose classes we may be among. */
  private final Set<@Nullable ClassLoader> starts = new LinkedHashSet<>();

  /** Loggers of what can be seen from some class loaders, and from ours. */
  ForeignLoggers(Collection<@Nullable ClassLoader> starts) {
    this.starts.add(ForeignLoggers.class.getClassLoader());
    this.starts.addAll(starts);
  }

  /** A logger, and whether it would write what is logged at DEBUG now. */
  record OfName(String name, BooleanSupplier enabled) {}

  /** True if a class can be seen. It is not initialised. */
  boolean isPresent(String type) {
    return !homes(type).isEmpty();
  }

  /** The class loaders that have that class. */
  private Set<@Nullable ClassLoader> homes(String type) {
    Set<@Nullable ClassLoader> homes = new LinkedHashSet<>();
    for (ClassLoader start : starts) {
      Class<?> found = find(type, start);
      if (found != null) {
        homes.add(found.getClassLoader());
      }
    }
    return homes;
  }

  private static @Nullable Class<?> find(String type, @Nullable ClassLoader loader) {
    try {
      return Class.forName(type, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      return null;
    }
  }

  /**
   * By SLF4J.
   *
   * @param user a class of the library that logs; where there is none, it is our SLF4J that is
   *     asked
   */
  List<OfName> ofSlf4j(String user, String name) {
    List<OfName> found = new ArrayList<>();
    Set<@Nullable ClassLoader> homes = homes(user);
    boolean isOurs = homes.isEmpty();
    for (ClassLoader home : homes) {
      Class<?> factory = find(SLF4J, home);
      if (factory == null || factory == LoggerFactory.class) {
        isOurs = true;
      } else {
        add(found, name, logger(factory, "getLogger", name), find(SLF4J_LOGGER, home));
      }
    }
    if (isOurs) {
      // Without reflection, which an image made ahead of time may lack.
      Logger ours = LoggerFactory.getLogger(name);
      found.add(new OfName(name, ours::isDebugEnabled));
    }
    return found;
  }

  /**
   * By Commons Logging, which logs to one of half a dozen others, or by itself; its loggers are by
   * the thread's context class loader, too.
   *
   * @return nothing if the library is not to be seen, or logs otherwise
   */
  List<OfName> ofCommonsLogging(String user, String name) {
    List<OfName> found = new ArrayList<>();
    for (ClassLoader home : homes(user)) {
      Class<?> factory = find(COMMONS, home);
      if (factory == null) {
        continue;
      }
      Thread thread = Thread.currentThread();
      ClassLoader context = thread.getContextClassLoader();
      Set<Object> loggers = Collections.newSetFromMap(new IdentityHashMap<>());
      Set<@Nullable ClassLoader> contexts = new LinkedHashSet<>(starts);
      contexts.add(home);
      contexts.add(context);
      try {
        for (ClassLoader each : contexts) {
          thread.setContextClassLoader(each);
          Object logger = logger(factory, "getLog", name);
          if (logger != null && loggers.add(logger)) {
            add(found, name, logger, find(COMMONS_LOG, home));
          }
        }
      } finally {
        thread.setContextClassLoader(context);
      }
    }
    return found;
  }

  /** A logging library that fails to give a logger has none that writes. */
  private static @Nullable Object logger(Class<?> factory, String method, String name) {
    try {
      return factory.getMethod(method, String.class).invoke(null, name);
    } catch (ReflectiveOperationException | LinkageError e) {
      return null;
    }
  }

  private static void add(
      List<OfName> found, String name, @Nullable Object logger, @Nullable Class<?> type) {
    if (logger == null || type == null) {
      return;
    }
    try {
      Method question = type.getMethod("isDebugEnabled");
      found.add(new OfName(name, () -> answer(question, logger)));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " of " + type.getClassLoader(), e);
    }
  }

  private static boolean answer(Method question, Object logger) {
    try {
      return Boolean.TRUE.equals(question.invoke(logger));
    } catch (InvocationTargetException e) {
      return false; // nor does it log, then: it is asked the same before
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
