package io.github.kmsjca.internal.telemetry;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.function.Function;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanRegistration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Numbers, read-only. Dynamic, since the interface of an MXBean would have to be exported; and
 * without a hold on whose numbers they are, since an MBean server lives as long as the JVM.
 */
final class GaugeBean<T> implements DynamicMBean, MBeanRegistration {
  private final WeakReference<T> owner;
  private final Function<T, Map<String, Long>> numbers;
  private final MBeanInfo info;
  private volatile boolean registered;

  GaugeBean(T owner, Function<T, Map<String, Long>> numbers) {
    this.owner = new WeakReference<>(owner);
    this.numbers = numbers;
    this.info =
        new MBeanInfo(
            GaugeBean.class.getName(),
            "Numbers of the AWSKMS provider",
            numbers.apply(owner).keySet().stream()
                .map(n -> new MBeanAttributeInfo(n, "long", n, true, false, false))
                .toArray(MBeanAttributeInfo[]::new),
            null,
            null,
            null);
  }

  /** False once another has taken its place. */
  boolean isRegistered() {
    return registered;
  }

  @Override
  public ObjectName preRegister(@Nullable MBeanServer server, ObjectName name) {
    return name;
  }

  @Override
  public void postRegister(Boolean done) {
    registered = done;
  }

  @Override
  public void preDeregister() {}

  @Override
  public void postDeregister() {
    registered = false;
  }

  private Map<String, Long> read() {
    T present = owner.get();
    return present == null ? Map.of() : numbers.apply(present);
  }

  @Override
  public Object getAttribute(String attribute) throws AttributeNotFoundException {
    Long number = read().get(attribute);
    if (number == null) {
      throw new AttributeNotFoundException(attribute);
    }
    return number;
  }

  @Override
  public AttributeList getAttributes(String[] attributes) {
    Map<String, Long> all = read();
    AttributeList found = new AttributeList();
    for (String attribute : attributes) {
      Long number = all.get(attribute);
      if (number != null) {
        found.add(new Attribute(attribute, number));
      }
    }
    return found;
  }

  @Override
  public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
    throw new AttributeNotFoundException(attribute.getName() + " is read-only");
  }

  @Override
  public AttributeList setAttributes(AttributeList attributes) {
    return new AttributeList();
  }

  @Override
  public @Nullable Object invoke(String action, Object[] arguments, String[] signature) {
    throw new UnsupportedOperationException(action);
  }

  @Override
  public MBeanInfo getMBeanInfo() {
    return info;
  }
}
