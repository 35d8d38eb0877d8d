package io.github.kmsjca.internal.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/**
 * A table of JMX's open types, as MXBeans have them: who reads it needs no class of ours. Its rows
 * are told apart by names, and all their values are of one type. Not thread-safe.
 */
public final class OpenTable {
  private final String[] columns;
  private final TabularDataSupport rows;

  /**
   * An empty table.
   *
   * @param names columns that tell its rows apart
   * @param values the other columns
   * @param type of the values
   */
  public OpenTable(String title, List<String> names, List<String> values, SimpleType<?> type) {
    columns = Stream.concat(names.stream(), values.stream()).toArray(String[]::new);
    OpenType<?>[] types =
        Stream.concat(names.stream().map(n -> SimpleType.STRING), values.stream().map(v -> type))
            .toArray(OpenType<?>[]::new);
    try {
      CompositeType row = new CompositeType(title + "Row", "a row", columns, columns, types);
      rows =
          new TabularDataSupport(new TabularType(title, title, row, names.toArray(new String[0])));
    } catch (OpenDataException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * Adds a row.
   *
   * @param values in the order of the columns
   */
  public void add(List<?> values) {
    try {
      rows.put(
          new CompositeDataSupport(
              rows.getTabularType().getRowType(), columns, new ArrayList<>(values).toArray()));
    } catch (OpenDataException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public TabularData data() {
    return rows;
  }
}
