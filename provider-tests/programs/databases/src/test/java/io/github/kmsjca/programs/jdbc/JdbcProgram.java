package io.github.kmsjca.programs.jdbc;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Connects to each URL, and prints what a query says there, or why it cannot. */
public final class JdbcProgram {
  private JdbcProgram() {}

  /** The query, and URLs. */
  public static void main(String[] arguments) {
    for (int i = 1; i < arguments.length; i++) {
      try (Connection connection = DriverManager.getConnection(arguments[i]);
          Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(arguments[0])) {
        row.next();
        System.out.println("the answer: " + row.getString(1));
      } catch (SQLException e) {
        e.printStackTrace(System.out);
      }
    }
  }
}
