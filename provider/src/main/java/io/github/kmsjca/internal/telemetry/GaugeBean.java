package io.github.kmsjca.internal.telemetry;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.function.Function;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanRegistration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.OpenMBeanAttributeInfo;
import javax.management.openmbean.OpenMBeanAttributeInfoSupport;
import javax.management.openmbean.OpenMBeanConstructorInfo;
import javax.management.openmbean.OpenMBeanInfoSupport;
import javax.management.openmbean.OpenMBeanOperationInfo;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import org.jspecify.annotations.Nullable;

/**
 * Numbers and tables of numbers, read-only. An open MBean, and so of types that every client has;
 * dynamic, since the interface of an MXBean would have to be exported; and without a hold on whose
 * numbers they are, since an MBean server lives as long as the JVM.
 */
final class GaugeBean<T> implements DynamicMBean, MBeanRegistration {
  private final WeakReference<T> owner;
  private final Function<T, Map<String, Object>> numbers;
  private final MBeanInfo info;
  private volatile boolean registered;

  GaugeBean(T owner, Function<T, Map<String, Object>> numbers) {
    this.owner = new WeakReference<>(owner);
    this.numbers = numbers;
    this.info =
        new OpenMBeanInfoSupport(
            GaugeBean.class.getName(),
            "Numbers of the AWSKMS provider",
            numbers.apply(owner).entrySet().stream()
                .map(n -> attribute(n.getKey(), n.getValue()))
                .toArray(OpenMBeanAttributeInfo[]::new),
            new OpenMBeanConstructorInfo[0],
            new OpenMBeanOperationInfo[0],
            new MBeanNotificationInfo[0]);
  }

  private static OpenMBeanAttributeInfo attribute(String name, Object value) {
    OpenType<?> type =
        value instanceof TabularData table ? table.getTabularType() : SimpleType.LONG;
    return new OpenMBeanAttributeInfoSupport(name, name, type, true, false, false);
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

  private Map<String, Object> read() {
    T present = owner.get();
    return present == null ? Map.of() : numbers.apply(present);
  }

  @Override
  public Object getAttribute(String attribute) throws AttributeNotFoundException {
    Object number = read().get(attribute);
    if (number == null) {
      throw new AttributeNotFoundException(attribute);
    }
    return number;
  }

  @Override
  public AttributeList getAttributes(String[] attributes) {
    Map<String, Object> all = read();
    AttributeList found = new AttributeList();
    for (String attribute : attributes) {
      Object number = all.get(attribute);
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
