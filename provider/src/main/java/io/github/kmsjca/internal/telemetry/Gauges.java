package io.github.kmsjca.internal.telemetry;

import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.Function;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Shows somebody's numbers in the platform's MBean server, for JMX consoles, once there is one: to
 * start it would load some hundred classes for nobody. Thread-safe.
 */
public final class Gauges {
  private static final String DOMAIN = "io.github.kmsjca";

  private final String type;
  private final String name;
  private volatile boolean done;
  private @Nullable Shown shown;

  /** What was registered, and under which name. */
  private record Shown(ObjectName name, GaugeBean<?> bean) {}

  /** To be shown as {@code io.github.kmsjca:type=...,name=...}. */
  public Gauges(String type, String name) {
    this.type = type;
    this.name = name;
  }

  /**
   * Shows the numbers from now on, if JMX is in use and they are not shown yet, as long as there is
   * their owner; replaces another's of that name. To be called now and then.
   *
   * @param numbers asked once for the names, and then for every reading; each is a {@link Long}, or
   *     the {@link OpenTable#data data} of a table
   */
  public <T> void show(T owner, Function<T, Map<String, Object>> numbers) {
    if (!done) {
      showOnce(owner, numbers);
    }
  }

  /** One at a time, and not beside {@link #hide}: what it did not see would stay for ever. */
  private synchronized <T> void showOnce(T owner, Function<T, Map<String, Object>> numbers) {
    if (done) {
      return;
    }
    try {
      if (!MBeanServerFactory.findMBeanServer(null).isEmpty()) {
        done = true;
        Shown mine =
            new Shown(
                new ObjectName(DOMAIN + ":type=" + type + ",name=" + quoted(name)),
                new GaugeBean<>(owner, numbers));
        register(mine);
        shown = mine;
      }
    } catch (JMException | SecurityException | LinkageError e) {
      // A JVM cut down to a few modules has no JMX; what it would show is no reason to fail.
      done = true;
      Log.logger().log(Level.DEBUG, "no JMX for {0} {1}: {2}", type, name, e.toString());
    }
  }

  /** Shows them no longer; what has replaced them stays. */
  public synchronized void hide() {
    done = true;
    Shown mine = shown;
    if (mine != null && mine.bean.isRegistered()) {
      try {
        unregister(ManagementFactory.getPlatformMBeanServer(), mine.name);
      } catch (JMException | SecurityException e) {
        Log.logger().log(Level.DEBUG, "{0} {1} stays in JMX: {2}", type, name, e.toString());
      }
    }
  }

  private static void register(Shown shown) throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    while (true) {
      try {
        server.registerMBean(shown.bean, shown.name);
        return;
      } catch (InstanceAlreadyExistsException e) {
        unregister(server, shown.name);
      }
    }
  }

  private static void unregister(MBeanServer server, ObjectName name) throws JMException {
    try {
      server.unregisterMBean(name);
    } catch (InstanceNotFoundException e) {
      // Somebody else was faster, and the name is free.
    }
  }

  private static String quoted(String name) {
    boolean isPlain = name.chars().noneMatch(c -> ",=:\"*?\n".indexOf(c) >= 0);
    return isPlain ? name : ObjectName.quote(name);
  }
}
